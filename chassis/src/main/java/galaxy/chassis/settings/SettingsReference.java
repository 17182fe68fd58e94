package galaxy.chassis.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** The settings as the reference page shows them. The page is tested to hold exactly these rows. */
public final class SettingsReference {
    private SettingsReference() {}

    /** A Markdown table, one row for each setting, by key: key, environment name, values, default, words. */
    public static String table(Collection<? extends Setting<?>> settings) {
        var head = "| key | environment | values | default | meaning |\n|---|---|---|---|---|\n";
        return settings.stream()
                .sorted(Comparator.comparing(Setting::key))
                .map(SettingsReference::row)
                .collect(Collectors.joining("", head, ""));
    }

    private static String row(Setting<?> setting) {
        var standard = setting.standard().isEmpty() ? "none" : "`" + setting.standard() + "`";
        return "| `%s` | `%s` | %s | %s | %s |\n"
                .formatted(
                        setting.key(),
                        setting.environmentName(),
                        setting.kind().name(),
                        standard,
                        setting.doc().replace("|", "\\|"));
    }
}

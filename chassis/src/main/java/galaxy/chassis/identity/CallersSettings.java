package galaxy.chassis.identity;

import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.kernel.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the callers are configured. */
public record CallersSettings(Optional<Path> file, Optional<Secret> inline) {

    public static final Setting<Optional<Path>> FILE = new Setting<>(
            "callers.file",
            Kind.path().orNone(),
            "",
            "file with one caller a line: name=role:sha256-of-the-token-in-hex; without callers the service is open and"
                    + " stays on loopback");

    public static final Setting<Optional<Secret>> INLINE = new Setting<>(
            "callers", Kind.secret().orNone(), "", "the same lines as in callers.file, separated by semicolons");

    public static final List<Setting<?>> ALL = List.of(FILE, INLINE);

    public static CallersSettings read(SettingsReader reader) {
        return new CallersSettings(reader.get(FILE), reader.get(INLINE));
    }
}

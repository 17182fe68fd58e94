package galaxy.chassis.settings;

import galaxy.kernel.Parsed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads each settings record once and keeps every problem until {@link #finish()}. A setting that is invalid reads as
 * its default meanwhile, so that one run finds every problem. Used by one thread until it is finished; after that any
 * thread may read.
 */
public final class SettingsReader {
    private final SettingSources sources;
    private final Map<String, Setting<?>> known = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();

    /**
     * Starts reading.
     *
     * @param known every setting of the process, also of the services that do not run in it
     */
    public SettingsReader(SettingSources sources, Collection<? extends Setting<?>> known) {
        this.sources = sources;
        this.problems.addAll(sources.problems());
        for (var setting : known) {
            if (this.known.put(setting.key(), setting) != null) {
                throw new IllegalArgumentException("declared twice: " + setting.key());
            }
        }
    }

    /** The operator's value or the default. */
    public <T> T get(Setting<T> setting) {
        if (!setting.equals(known.get(setting.key()))) {
            throw new IllegalArgumentException("not declared: " + setting.key());
        }
        var given = find(setting);
        if (given.isEmpty()) {
            return setting.standardValue();
        }
        var kind = setting.kind();
        return switch (kind.read(given.get().text())) {
            case Parsed.Valid<T>(T value) -> value;
            case Parsed.Invalid<T>(String reason) -> {
                if (reported.add(setting.key())) {
                    var shown = kind.hidden() ? "the value" : '"' + given.get().text() + '"';
                    problems.add("%s: %s is %s".formatted(given.get().where(), shown, reason));
                }
                yield setting.standardValue();
            }
        };
    }

    /** Whether the operator has set it to something, valid or not. */
    public boolean isGiven(Setting<?> setting) {
        return find(setting).stream().anyMatch(given -> !given.text().isBlank());
    }

    /** A problem of several values together, such as a minimum above the maximum. */
    public void problem(Setting<?> setting, String words) {
        problems.add("%s: %s".formatted(find(setting).map(Given::where).orElse(setting.key()), words));
    }

    /** Problems that were found elsewhere. */
    public void problems(SettingsException found) {
        problems.addAll(found.problems());
    }

    /**
     * Finishes reading.
     *
     * @throws SettingsException with every problem found, unknown keys and settings that were not read included
     */
    public void finish() {
        known.values().forEach(this::get);
        var all = new ArrayList<>(problems);
        var names = new HashMap<String, String>();
        known.values().forEach(setting -> names.put(setting.environmentName(), setting.key()));
        unknown(sources.arguments().keySet(), known.keySet(), "--set ").forEach(all::add);
        unknown(sources.environment().keySet(), names.keySet(), "environment ").forEach(all::add);
        unknown(sources.file().keySet(), known.keySet(), "--config ").forEach(all::add);
        if (!all.isEmpty()) {
            // Several services may find the same.
            throw new SettingsException(all.stream().distinct().toList());
        }
    }

    private static List<String> unknown(Set<String> given, Set<String> known, String where) {
        return given.stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .map(key -> where + key + ": there is no such setting; "
                        + Nearest.to(key, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("take it out, or look it up in docs/reference/configuration.md"))
                .toList();
    }

    private Optional<Given> find(Setting<?> setting) {
        var key = setting.key();
        var name = setting.environmentName();
        if (sources.arguments().containsKey(key)) {
            return Optional.of(new Given("--set " + key, sources.arguments().getOrDefault(key, "")));
        }
        if (sources.environment().containsKey(name)) {
            return Optional.of(
                    new Given("environment " + name, sources.environment().getOrDefault(name, "")));
        }
        return Optional.ofNullable(sources.file().get(key)).map(text -> new Given("--config " + key, text));
    }

    private record Given(String where, String text) {}
}

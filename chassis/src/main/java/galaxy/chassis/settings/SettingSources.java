package galaxy.chassis.settings;

import galaxy.kernel.FileReason;
import galaxy.kernel.Utf8;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the operator's texts come from, strongest first: {@code --set key=value}, the environment
 * ({@code GALAXY_USERS_HTTP_PORT}), a file in Java's properties format (UTF-8). Defaults belong to the settings themselves.
 *
 * @param arguments key to text, from {@code --set}
 * @param environment only the names that begin with {@code GALAXY_}, without those of {@code ./galaxy} and Kubernetes
 * @param file key to text, from {@code --config}
 * @param problems what could not be read, as messages for the operator
 */
public record SettingSources(
        Map<String, String> arguments,
        Map<String, String> environment,
        Map<String, String> file,
        List<String> problems) {

    static final String ENVIRONMENT_PREFIX = "GALAXY_";

    /** Names that {@code ./galaxy} and the container read before there is a process of ours. */
    private static final Set<String> OF_THE_LAUNCHER =
            Set.of("GALAXY_BUILD", "GALAXY_AOT", "GALAXY_HEAP", "GALAXY_JAVA_OPTS");

    /** What Kubernetes sets in each container for a service whose name begins with {@code galaxy}. */
    private static final Pattern OF_KUBERNETES = Pattern.compile(
            "GALAXY_(.+_)?SERVICE_(HOST|PORT(_.+)?)|GALAXY_(.+_)?PORT_\\d+_(TCP|UDP|SCTP)(_PROTO|_PORT|_ADDR)?");

    private static final Pattern PORT_OF_KUBERNETES = Pattern.compile("(tcp|udp|sctp)://.*");

    /**
     * Collects what the operator set.
     *
     * @param sets the values of {@code --set}, each {@code key=value}
     * @param environment all of {@link System#getenv()}
     * @param config the file of {@code --config}
     */
    public static SettingSources of(List<String> sets, Map<String, String> environment, Optional<Path> config) {
        var problems = new ArrayList<String>();
        var arguments = new LinkedHashMap<String, String>();
        for (var set : sets) {
            int equals = set.indexOf('=');
            if (equals < 1) {
                problems.add("--set %s: there is no key and value in it; write --set key=value".formatted(set));
            } else if (arguments.put(set.substring(0, equals).strip(), set.substring(equals + 1)) != null) {
                problems.add("--set %s: this key is set twice; keep one".formatted(set.substring(0, equals)));
            }
        }
        var ours = new LinkedHashMap<String, String>();
        environment.forEach((name, text) -> {
            if (name.startsWith(ENVIRONMENT_PREFIX) && !isOfOthers(name, text)) {
                ours.put(name, text);
            }
        });
        var file = config.map(path -> read(path, problems)).orElseGet(Map::of);
        return new SettingSources(Map.copyOf(arguments), Map.copyOf(ours), file, List.copyOf(problems));
    }

    /** Whether neither the operator nor a setting is meant by it. */
    private static boolean isOfOthers(String name, String text) {
        return OF_THE_LAUNCHER.contains(name)
                || OF_KUBERNETES.matcher(name).matches()
                || (name.endsWith("_PORT") && PORT_OF_KUBERNETES.matcher(text).matches());
    }

    /** Nothing is set: every setting has its default. For tests and tools. */
    public static SettingSources none() {
        return new SettingSources(Map.of(), Map.of(), Map.of(), List.of());
    }

    /** Only {@code --set}, for tests and tools. */
    public static SettingSources of(Map<String, String> arguments) {
        return new SettingSources(Map.copyOf(arguments), Map.of(), Map.of(), List.of());
    }

    private static String unreadable(Path path, String reason) {
        return "--config %s: the file cannot be read (%s); give a readable file of key=value lines in UTF-8"
                .formatted(path, reason);
    }

    private static Map<String, String> read(Path path, List<String> problems) {
        var once = new OncePerKey();
        try {
            once.load(new StringReader(Utf8.read(path)));
        } catch (IOException e) {
            problems.add(unreadable(path, FileReason.of(e)));
            return Map.of();
        } catch (IllegalArgumentException e) {
            // The only one that the format has.
            problems.add(unreadable(path, "it has a \\u that four hexadecimal digits do not follow"));
            return Map.of();
        }
        once.repeated.forEach(key -> problems.add("%s in %s: this key is set twice; keep one".formatted(key, path)));
        var result = new LinkedHashMap<String, String>();
        once.forEach((key, text) -> result.put((String) key, (String) text));
        return Map.copyOf(result);
    }

    /** Properties that notice a repeated key, where otherwise the last value would replace the others silently. */
    private static final class OncePerKey extends Properties {
        private final transient List<String> repeated = new ArrayList<>();

        @Override
        public synchronized Object put(Object key, Object text) {
            if (containsKey(key)) {
                repeated.add((String) key);
            }
            return super.put(key, text);
        }
    }
}

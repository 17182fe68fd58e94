package galaxy.chassis.http;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The table of routes, made ready for matching. The raw path is cut at its slashes and nothing in it is decoded,
 * normalised or trimmed before it is matched, so there is no second spelling of a route: {@code ..}, {@code %2F},
 * {@code ;x} and doubled slashes are just text that fits a parameter or fits nothing.
 */
public final class Routes {
    private final List<Route> table;
    private final Node root = new Node();

    private Routes(List<Route> table) {
        this.table = List.copyOf(table);
        this.table.forEach(this::add);
    }

    public static Routes of(List<Route> table) {
        return new Routes(table);
    }

    /** As given, for descriptions and their tests. */
    public List<Route> table() {
        return table;
    }

    /** What became of looking a request up. */
    sealed interface Match {
        /**
         * A route fits.
         *
         * @param parameters still percent-encoded, by name
         */
        record Found(Route route, Map<String, String> parameters) implements Match {}

        /**
         * Routes fit the path, none the method.
         *
         * @param allow the methods that this path has, as the {@code Allow} header lists them
         */
        record WrongMethod(String allow) implements Match {}

        record NoRoute() implements Match {}
    }

    Match match(String method, String rawPath) {
        if (!rawPath.startsWith("/")) {
            return new Match.NoRoute();
        }
        var segments = segments(rawPath);
        var wanted = method.equals("HEAD") ? "GET" : method;
        var allowed = new TreeSet<String>();
        var values = new ArrayList<String>();
        var route = find(root, segments, 0, wanted, values, allowed);
        if (route.isPresent()) {
            return new Match.Found(route.get(), named(route.get(), values));
        }
        if (allowed.isEmpty()) {
            return new Match.NoRoute();
        }
        return new Match.WrongMethod(String.join(", ", allowed));
    }

    private static Optional<Route> find(
            Node node, List<String> segments, int at, String method, List<String> values, Set<String> allowed) {
        if (at == segments.size()) {
            node.routes.keySet().forEach(known -> {
                allowed.add(known.name());
                if (known == Method.GET) {
                    allowed.add("HEAD");
                }
            });
            return node.routes.values().stream()
                    .filter(route -> route.method().name().equals(method))
                    .findFirst();
        }
        var segment = segments.get(at);
        var literal = node.literals.get(segment);
        if (literal != null) {
            var route = find(literal, segments, at + 1, method, values, allowed);
            if (route.isPresent()) {
                return route;
            }
        }
        if (node.parameter == null || segment.isEmpty()) {
            return Optional.empty();
        }
        values.add(segment);
        var route = find(node.parameter, segments, at + 1, method, values, allowed);
        if (route.isEmpty()) {
            values.removeLast();
        }
        return route;
    }

    private static Map<String, String> named(Route route, List<String> values) {
        if (values.isEmpty()) {
            return Map.of();
        }
        var result = new HashMap<String, String>();
        var next = values.iterator();
        for (var segment : segments(route.template())) {
            if (segment.startsWith("{")) {
                result.put(segment.substring(1, segment.length() - 1), next.next());
            }
        }
        return result;
    }

    private static List<String> segments(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    private void add(Route route) {
        var node = root;
        for (var segment : segments(route.template())) {
            if (segment.startsWith("{")) {
                if (node.parameter == null) {
                    node.parameter = new Node();
                }
                node = node.parameter;
            } else {
                node = node.literals.computeIfAbsent(segment, name -> new Node());
            }
        }
        if (node.routes.put(route.method(), route) != null) {
            throw new IllegalArgumentException("two routes for " + route.method() + " " + route.template());
        }
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<Method, Route> routes = new EnumMap<>(Method.class);
        private @Nullable Node parameter;
    }
}

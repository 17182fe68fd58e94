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
 * The table of routes, prepared for matching. The raw path is split at its slashes and not decoded, normalised or trimmed
 * before it is matched, so a route has one spelling: {@code ..}, {@code %2F}, {@code ;x} and doubled slashes are text that
 * matches a parameter or nothing.
 */
public final class Routes {
    private volatile Tree tree;

    /** The table, and the same by the segments of the paths. */
    private record Tree(List<Route> table, Node root) {
        private static Tree of(List<Route> table) {
            var tree = new Tree(List.copyOf(table), new Node());
            tree.table.forEach(tree::add);
            return tree;
        }

        private void add(Route route) {
            var node = root;
            var parameters = new ArrayList<String>();
            for (var segment : segments(route.template())) {
                if (segment.startsWith("{")) {
                    if (node.parameter == null) {
                        node.parameter = new Node();
                    }
                    parameters.add(segment.substring(1, segment.length() - 1));
                    node = node.parameter;
                } else {
                    node = node.literals.computeIfAbsent(segment, name -> new Node());
                }
            }
            if (node.ends.put(route.method(), new End(route, List.copyOf(parameters))) != null) {
                throw new IllegalArgumentException("two routes for " + route.method() + " " + route.template());
            }
        }
    }

    private Routes(List<Route> table) {
        this.tree = Tree.of(table);
    }

    public static Routes of(List<Route> table) {
        return new Routes(table);
    }

    /** As given, for descriptions and their tests. */
    public List<Route> table() {
        return tree.table;
    }

    /**
     * The route for a request; that of {@code GET} for {@code HEAD}.
     *
     * @param rawPath as it was sent, not decoded
     */
    public Optional<Route> find(String method, String rawPath) {
        return match(method, rawPath) instanceof Match.Found(Route route, var parameters)
                ? Optional.of(route)
                : Optional.empty();
    }

    /** More routes, also while requests are served. */
    synchronized void add(List<Route> more) {
        var all = new ArrayList<>(tree.table);
        all.addAll(more);
        tree = Tree.of(all);
    }

    /** The result of matching a request. */
    sealed interface Match {
        /**
         * A route matches.
         *
         * @param parameters still percent-encoded, by name
         */
        record Found(Route route, Map<String, String> parameters) implements Match {}

        /**
         * Routes match the path, none the method.
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
        var end = find(tree.root, segments, 0, wanted, values, allowed);
        if (end.isPresent()) {
            return new Match.Found(end.get().route(), named(end.get().parameters(), values));
        }
        if (allowed.isEmpty()) {
            return new Match.NoRoute();
        }
        return new Match.WrongMethod(String.join(", ", allowed));
    }

    /** A route, and the names of its parameters in their order. */
    private record End(Route route, List<String> parameters) {}

    private static Optional<End> find(
            Node node, List<String> segments, int at, String method, List<String> values, Set<String> allowed) {
        if (at == segments.size()) {
            for (var end : node.ends.values()) {
                if (end.route().method().name().equals(method)) {
                    return Optional.of(end);
                }
            }
            for (var known : node.ends.keySet()) {
                allowed.add(known.name());
                if (known == Method.GET) {
                    allowed.add("HEAD");
                }
            }
            return Optional.empty();
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

    private static Map<String, String> named(List<String> parameters, List<String> values) {
        if (parameters.size() == 1) {
            return Map.of(parameters.getFirst(), values.getFirst());
        }
        var result = new HashMap<String, String>();
        for (int i = 0; i < parameters.size(); i++) {
            result.put(parameters.get(i), values.get(i));
        }
        return result;
    }

    private static List<String> segments(String path) {
        return path.equals("/") ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<Method, End> ends = new EnumMap<>(Method.class);
        private @Nullable Node parameter;
    }
}

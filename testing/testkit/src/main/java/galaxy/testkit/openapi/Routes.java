package galaxy.testkit.openapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The paths of a contract, matched against those of requests. */
final class Routes {
    private final List<Operation> operations;

    Routes(Collection<Operation> operations) {
        // Paths with fewer placeholders win: /users/self before /users/{user_id}.
        this.operations = operations.stream()
                .sorted(Comparator.comparingLong(Routes::placeholders))
                .toList();
    }

    /** An operation and the values of its placeholders, decoded. */
    record Match(Operation operation, Map<String, String> pathParameters) {}

    Optional<Match> match(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method))
                .flatMap(operation ->
                        parameters(operation.path(), path).stream().map(parameters -> new Match(operation, parameters)))
                .findFirst();
    }

    /** The methods that the contract has for this path; none if it does not know the path. */
    SortedSet<String> methods(String path) {
        SortedSet<String> methods = new TreeSet<>();
        operations.stream()
                .filter(operation -> parameters(operation.path(), path).isPresent())
                .forEach(operation -> methods.add(operation.method()));
        return methods;
    }

    private static long placeholders(Operation operation) {
        return operation.path().chars().filter(c -> c == '{').count();
    }

    private static Optional<Map<String, String>> parameters(String template, String path) {
        List<String> expected = Arrays.asList(template.split("/", -1));
        List<String> actual = Arrays.asList(path.split("/", -1));
        if (expected.size() != actual.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < expected.size(); i++) {
            String segment = expected.get(i);
            if (segment.startsWith("{")
                    && segment.endsWith("}")
                    && !actual.get(i).isEmpty()) {
                parameters.put(segment.substring(1, segment.length() - 1), decode(actual.get(i)));
            } else if (!segment.equals(actual.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** Percent-decoding of a path, in which a plus sign is a plus sign. */
    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

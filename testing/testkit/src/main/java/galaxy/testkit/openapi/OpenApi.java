package galaxy.testkit.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The contract of a REST service, with which tests compare what was sent and received.
 *
 * <p>A response must always be one that the file has: status, headers, media type, body. The request must be one that the
 * file has if the service accepted it (2xx), so that a test may send what is wrong and see it refused, and a service that
 * accepts more than its contract says is found.
 */
public final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "options", "head", "patch");

    private final Document document;
    private final SortedSet<Operation> operations;
    private final Routes routes;
    private final RequestCheck requests;
    private final ResponseCheck responses;

    private OpenApi(String yaml) {
        document = new Document(yaml);
        operations = Collections.unmodifiableSortedSet(listOperations(document));
        routes = new Routes(operations);
        requests = new RequestCheck(document);
        responses = new ResponseCheck(document);
    }

    /** Reads a file of the class path, such as {@code /galaxy/contracts/users.openapi.yaml}. */
    public static OpenApi load(String resource) {
        try (InputStream in = OpenApi.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("not on the class path: " + resource);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static OpenApi parse(String yaml) {
        return new OpenApi(yaml);
    }

    /** Every operation of the file, by path. Compare it with the routes of the server, both ways. */
    public SortedSet<Operation> operations() {
        return operations;
    }

    /** The roles that {@code x-roles} of an operation lists; none for an operation that is open to all. */
    public SortedSet<String> roles(Operation operation) {
        SortedSet<String> roles = new TreeSet<>();
        node(operation).path("x-roles").forEach(role -> roles.add(role.asString()));
        return roles;
    }

    /** The names of an operation's parameters in one place: {@code query}, {@code header} or {@code path}. */
    public SortedSet<String> parameters(Operation operation, String place) {
        SortedSet<String> names = new TreeSet<>();
        for (JsonNode reference : node(operation).path("parameters")) {
            JsonNode parameter = document.resolve(reference);
            if (parameter.path("in").asString().equals(place)) {
                names.add(parameter.path("name").asString());
            }
        }
        return names;
    }

    /** The first example of an operation's JSON body, if it has one. */
    public Optional<JsonNode> bodyExample(Operation operation) {
        return body(operation)
                .path("examples")
                .valueStream()
                .findFirst()
                .map(example -> document.resolve(example).path("value"));
    }

    /** The fields of an operation's JSON body that are not objects themselves, as JSON pointers. */
    public List<String> bodyFields(Operation operation) {
        List<String> fields = new ArrayList<>();
        JsonNode schema = body(operation).path("schema");
        if (!schema.isMissingNode()) {
            addFields(schema, "", fields);
        }
        return fields;
    }

    private void addFields(JsonNode schema, String pointer, List<String> fields) {
        JsonNode properties = document.resolve(schema).path("properties");
        if (properties.isEmpty()) {
            fields.add(pointer);
        }
        properties
                .propertyStream()
                .forEach(property -> addFields(property.getValue(), pointer + "/" + property.getKey(), fields));
    }

    private JsonNode body(Operation operation) {
        return node(operation).path("requestBody").path("content").path("application/json");
    }

    /** The errors that an operation may answer with, each as its status and code: {@code 404 user_not_found}. */
    public SortedSet<String> errorCodes(Operation operation) {
        SortedSet<String> errors = new TreeSet<>();
        node(operation)
                .path("responses")
                .propertyStream()
                .forEach(response -> document.resolve(response.getValue())
                        .findValues("code")
                        .forEach(code -> code.path("enum")
                                .forEach(each -> errors.add(response.getKey() + " " + each.asString()))));
        return errors;
    }

    /** Fails with all that is wrong with an exchange. */
    public void verify(Exchange exchange) {
        List<String> problems = problems(exchange);
        if (!problems.isEmpty()) {
            throw new AssertionError(exchange.method() + " " + exchange.target() + " answered " + exchange.status()
                    + ", which breaks the contract:\n  " + String.join("\n  ", problems));
        }
    }

    /** All that is wrong with an exchange; empty if it follows the contract. */
    public List<String> problems(Exchange exchange) {
        Optional<Routes.Match> match = routes.match(exchange.method(), path(exchange));
        if (match.isEmpty()) {
            return problemsWithoutOperation(exchange);
        }
        List<String> problems = new ArrayList<>();
        if (exchange.status() / 100 == 2) {
            requestProblems(exchange).forEach(problem -> problems.add("accepted, although " + problem));
        }
        problems.addAll(responses.problems(node(match.get().operation()), exchange));
        return problems;
    }

    /** All that is wrong with the request of an exchange, whatever the response; empty if it follows the contract. */
    public List<String> requestProblems(Exchange exchange) {
        return routes.match(exchange.method(), path(exchange))
                .map(match -> requests.problems(node(match.operation()), match, exchange))
                .orElseGet(() -> List.of("the contract has no " + exchange.method() + " " + path(exchange)));
    }

    /** Every example of the file that breaks its schema, with its place in the file. */
    public List<String> exampleProblems() {
        return new Examples(document).problems();
    }

    /** A path or method that the file does not have is fine if it is refused as {@code components/responses} says. */
    private List<String> problemsWithoutOperation(Exchange exchange) {
        SortedSet<String> methods = routes.methods(path(exchange));
        int expected = methods.isEmpty() ? 404 : 405;
        if (exchange.status() != expected) {
            return List.of("the contract has no " + exchange.method() + " " + path(exchange) + ", so the answer is "
                    + expected + ", not " + exchange.status());
        }
        String name = methods.isEmpty() ? "RouteNotFound" : "MethodNotAllowed";
        return responses.problemsUnder(document.resolve(document.root().at("/components/responses/" + name)), exchange);
    }

    private JsonNode node(Operation operation) {
        return document.root()
                .path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT));
    }

    private static String path(Exchange exchange) {
        int question = exchange.target().indexOf('?');
        return question < 0 ? exchange.target() : exchange.target().substring(0, question);
    }

    private static SortedSet<Operation> listOperations(Document document) {
        SortedSet<Operation> operations = new TreeSet<>();
        document.root()
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue().propertyNames().forEach(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(new Operation(method.toUpperCase(Locale.ROOT), path.getKey()));
                    }
                }));
        return operations;
    }
}

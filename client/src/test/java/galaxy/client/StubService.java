package galaxy.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import galaxy.testkit.openapi.Exchange;
import galaxy.testkit.openapi.OpenApi;
import galaxy.testkit.openapi.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A server on a loopback port that records its requests and sends the responses planned for it, one after another. */
public final class StubService implements AutoCloseable {
    /** A request, with the first value of each header. */
    public record Received(String method, String target, Map<String, String> headers, String body) {
        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    private interface Reaction {
        void to(HttpExchange exchange) throws IOException;
    }

    private final Examples examples;
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Reaction> reactions = new ArrayDeque<>();

    public StubService(Examples examples) {
        this.examples = examples;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public List<Received> requests() {
        return received;
    }

    /**
     * Requires that each request is as the contract says, and that there was one for each of its routes.
     *
     * @param path writes the path of a request as the contract does, such as {@code /users/{user_id}}
     */
    public void requireEveryRoute(UnaryOperator<String> path) {
        OpenApi contract = OpenApi.load(examples.contract());
        Set<Operation> called = new TreeSet<>();
        for (Received request : received) {
            var exchange = new Exchange(
                    request.method(),
                    request.target(),
                    request.headers(),
                    Optional.of(request.body()),
                    200,
                    Map.of(),
                    Optional.empty());
            assertThat(contract.requestProblems(exchange))
                    .as(request.toString())
                    .isEmpty();
            called.add(
                    new Operation(request.method(), path.apply(request.target().replaceFirst("\\?.*", ""))));
        }
        assertThat(called)
                .isEqualTo(contract.operations().stream()
                        .filter(operation -> operation.path().startsWith("/api/"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    public StubService responds(int status, String body, Map<String, String> headers) {
        return reacts(exchange -> send(exchange, status, body, headers));
    }

    /** {@code 200} with an example of the contract. */
    public StubService responds(String example) {
        return responds(200, examples.of(example).toString(), Map.of());
    }

    public StubService refuses(int status, String code, Map<String, String> headers) {
        return responds(
                status, "{\"error\":{\"code\":\"%s\",\"message\":\"No.\",\"details\":[]}}".formatted(code), headers);
    }

    /** Reads the request and closes the connection. */
    public StubService closesTheConnection() {
        return reacts(HttpExchange::close);
    }

    /** Sends the headers of a response and only the begin of its body. */
    public StubService stopsWithinTheBody() {
        return reacts(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });
    }

    /** Never responds. */
    public StubService neverResponds() {
        return reacts(_ -> {});
    }

    public ClientSettings settings(Duration attempt, Duration call) {
        return ClientSettings.of(uri())
                .withTimeouts(Timeouts.DEFAULT.withAttempt(attempt).withCall(call));
    }

    public ClientSettings settings() {
        return settings(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized StubService reacts(Reaction reaction) {
        reactions.add(reaction);
        return this;
    }

    private synchronized Reaction next() {
        Reaction next = reactions.poll();
        return next == null ? exchange -> send(exchange, 500, "no response was planned", Map.of()) : next;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), Map.copyOf(headers), body));
        next().to(exchange);
    }

    private static void send(HttpExchange exchange, int status, String body, Map<String, String> headers)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

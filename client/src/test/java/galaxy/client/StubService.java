package galaxy.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server on a loopback port that answers what it is told, one answer after another, and keeps what it was asked. */
final class StubService implements AutoCloseable {
    /** What it was asked, headers with their first value. */
    record Asked(String method, String target, Map<String, String> headers, String body) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    private interface Reaction {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Queue<Reaction> reactions = new ArrayDeque<>();

    StubService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Asked> asked() {
        return asked;
    }

    StubService answers(int status, String body, Map<String, String> headers) {
        return reacts(exchange -> send(exchange, status, body, headers));
    }

    /** {@code 200} with an example of the contract. */
    StubService answers(String example) {
        return answers(200, Examples.of(example).toString(), Map.of());
    }

    StubService refuses(int status, String code, Map<String, String> headers) {
        return answers(
                status, "{\"error\":{\"code\":\"%s\",\"message\":\"No.\",\"details\":[]}}".formatted(code), headers);
    }

    /** Takes the request and closes the connection. */
    StubService hangsUp() {
        return reacts(HttpExchange::close);
    }

    /** Sends the head of an answer and never its body. */
    StubService stopsAfterTheHead() {
        return reacts(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });
    }

    /** Never answers. */
    StubService staysSilent() {
        return reacts(_ -> {});
    }

    UsersClient client(Duration requestTimeout, Duration patience) {
        return UsersClient.of(
                ClientSettings.of(uri()).withRequestTimeout(requestTimeout).withPatience(patience));
    }

    UsersClient client() {
        return client(Duration.ofSeconds(5), Duration.ofSeconds(10));
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
        return next == null ? exchange -> send(exchange, 500, "not told what to answer", Map.of()) : next;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(
                new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), Map.copyOf(headers), body));
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

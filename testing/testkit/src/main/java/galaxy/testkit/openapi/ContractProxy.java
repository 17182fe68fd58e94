package galaxy.testkit.openapi;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A loopback port in front of a REST service that passes everything on, and holds each exchange against the contract on
 * its way back. So a client that tests do not write by hand is held to the contract too.
 */
public final class ContractProxy implements AutoCloseable {
    /** What belongs to one connection, and the fields that the server and the client here set themselves. */
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final String service;
    private final OpenApi contract;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<AssertionError> violations = new ConcurrentLinkedQueue<>();

    private ContractProxy(URI service, OpenApi contract, HttpServer server) {
        this.service = service.toString().replaceFirst("/+$", "");
        this.contract = contract;
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** The service is without a path, such as {@code http://127.0.0.1:8081}. */
    public static ContractProxy inFrontOf(URI service, OpenApi contract) {
        try {
            var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            return new ContractProxy(service, contract, HttpServer.create(loopback, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Fails with the first exchange that broke the contract, if there was one. */
    public void check() {
        Optional.ofNullable(violations.peek()).ifPresent(first -> {
            throw new AssertionError(first.getMessage(), first);
        });
    }

    /** Fails as {@link #check} does. */
    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
        threads.shutdownNow();
        check();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] asked = exchange.getRequestBody().readAllBytes();
            HttpResponse<byte[]> answer = http.send(request(exchange, asked), HttpResponse.BodyHandlers.ofByteArray());
            hold(exchange, asked, answer);
            reply(exchange, answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + exchange.getRequestURI()));
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.stream()
                        .filter(value -> isPassedOn(name))
                        .forEach(value -> request.header(name, value)));
        return request.method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
    }

    private void hold(HttpExchange exchange, byte[] asked, HttpResponse<byte[]> answer) {
        try {
            contract.verify(new Exchange(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    joined(exchange.getRequestHeaders()),
                    text(asked),
                    answer.statusCode(),
                    joined(answer.headers().map()),
                    text(answer.body())));
        } catch (AssertionError e) {
            violations.add(e);
        }
    }

    private static void reply(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        answer.headers().map().forEach((name, values) -> {
            if (isPassedOn(name)) {
                headers.put(name, values);
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static boolean isPassedOn(String header) {
        return !OF_A_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> joined(Map<String, List<String>> headers) {
        Map<String, String> joined = new TreeMap<>();
        headers.forEach((name, values) -> joined.put(name, String.join(", ", values)));
        return joined;
    }

    private static Optional<String> text(byte[] body) {
        return Optional.of(new String(body, StandardCharsets.UTF_8));
    }
}

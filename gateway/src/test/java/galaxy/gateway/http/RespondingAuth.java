package galaxy.gateway.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An auth that responds as a test wants, and keeps what it was asked. */
final class RespondingAuth implements AutoCloseable {
    static final String SENT = "{\"challenge_id\":\"chl_0123456789abcdefghjkmnpqrs\",\"expires_in_seconds\":600,"
            + "\"resend_in_seconds\":30,\"code_length\":8}";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Answer answer = new Answer(202, SENT, Map.of());

    record Asked(String path, String requestId, JsonNode body) {}

    record Answer(int status, String body, Map<String, String> headers) {}

    RespondingAuth() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::respond);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void answers(int status, String body, Map<String, String> headers) {
        answer = new Answer(status, body, headers);
    }

    /** It never answers. */
    void hangs() {
        answer = new Answer(0, "", Map.of());
    }

    Asked lastAsked() {
        return asked.getLast();
    }

    int times() {
        return asked.size();
    }

    private void respond(HttpExchange exchange) throws IOException {
        asked.add(new Asked(
                exchange.getRequestURI().getRawPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("X-Request-Id")),
                JSON.readTree(exchange.getRequestBody().readAllBytes())));
        Answer now = answer;
        if (now.status() == 0) {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
            return;
        }
        byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        now.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}

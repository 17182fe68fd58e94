package galaxy.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Users who know everyone and take every country, until they refuse it. */
final class UsersThatRefuse implements AutoCloseable {
    private static final String REFUSED =
            "{\"error\":{\"code\":\"user_not_found\",\"message\":\"No user.\",\"details\":[]}}";

    private final HttpServer server;
    private volatile boolean isRefusing;

    UsersThatRefuse() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::respond);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void refuse() {
        isRefusing = true;
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean isQuestion = path.endsWith("/exists");
        boolean isRefused = isRefusing && !isQuestion;
        String userId = path.replaceFirst(".*/users/([^/]+)/.*", "$1");
        String body = isQuestion ? "{\"exists\":true}" : isRefused ? REFUSED : updated(userId);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(isRefused ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String updated(String userId) {
        return """
                {"user_id":"%s","declared_country":"DE","updated_at":"2026-03-01T12:00:00.000Z"}""".formatted(userId);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

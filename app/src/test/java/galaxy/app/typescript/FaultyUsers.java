package galaxy.app.typescript;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A users service that answers every request with the same error, or with nothing. */
final class FaultyUsers implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile String answer = "/users/503/service_unavailable";

    FaultyUsers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param path {@code /users/STATUS/CODE}; with the status 0 there is no response */
    void answers(String path) {
        answer = path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] parts = answer.split("/", -1);
        int status = Integer.parseInt(parts[2]);
        if (status == 0) {
            return;
        }
        byte[] body = "{\"error\":{\"code\":\"%s\",\"message\":\"As users say it.\",\"details\":[]}}"
                .formatted(parts[3])
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

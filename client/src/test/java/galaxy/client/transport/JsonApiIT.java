package galaxy.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import galaxy.client.ClientSettings;
import galaxy.client.ErrorResponseException;
import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client of a service of which this library knows nothing: its paths, its values and its reasons to refuse. */
final class JsonApiIT {
    private final HttpServer server = start();
    private final JsonApi<Refusal> api = JsonApi.of(
            ClientSettings.of(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
            Refusal.class);

    enum Refusal {
        SHIP_NOT_FOUND
    }

    @AfterEach
    void stop() {
        api.close();
        server.stop(0);
    }

    @Test
    void returns_values_and_refusals_of_any_service() {
        assertThat(api.call(JsonRequest.get("/ships/1"), fields -> fields.string("name")))
                .isEqualTo(new Outcome.Done<String, Refusal>("Nova"));
        var refused = (Outcome.Refused<String, Refusal>)
                api.call(JsonRequest.get("/ships/2"), fields -> fields.string("name"));
        assertThat(refused.reason()).isEqualTo(Refusal.SHIP_NOT_FOUND);
    }

    @Test
    void throws_errors_that_the_service_does_not_list_as_refusals() {
        assertThatThrownBy(() -> api.call(JsonRequest.get("/ships/3"), fields -> fields.string("name")))
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageStartingWith("404 route_not_found");
    }

    @Test
    void reads_pages() {
        var page = api.page(JsonRequest.get("/ships"), PageRequest.after("a", 1), fields -> fields.string("name"))
                .orElseThrow();
        assertThat(page.items()).containsExactly("Nova");
        assertThat(page.next()).contains("b");
    }

    private static HttpServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", JsonApiIT::respond);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void respond(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestURI().toString()) {
            case "/ships/1" -> send(exchange, 200, "{\"name\":\"Nova\"}");
            case "/ships/2" -> send(exchange, 404, error("ship_not_found"));
            case "/ships?page_size=1&page_token=a" ->
                send(exchange, 200, "{\"items\":[{\"name\":\"Nova\"}],\"next_page_token\":\"b\"}");
            default -> send(exchange, 404, error("route_not_found"));
        }
    }

    private static String error(String code) {
        return "{\"error\":{\"code\":\"%s\",\"message\":\"No.\",\"details\":[]}}".formatted(code);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

package galaxy.testkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ContractProxyIT {
    private static final OpenApi CONTRACT = OpenApi.parse("""
            openapi: 3.1.0
            info: {title: Echo, version: '1'}
            paths:
              /echo/{name}:
                post:
                  parameters:
                    - {name: name, in: path, required: true, schema: {type: string}}
                    - {name: times, in: query, schema: {type: integer}}
                  requestBody: {content: {text/plain: {schema: {type: string}}}}
                  responses:
                    '200': {description: Echo, content: {text/plain: {schema: {type: string, maxLength: 60}}}}
              /nothing:
                get:
                  responses:
                    '204': {description: None}
            """);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private HttpServer service;
    private ContractProxy proxy;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/echo", ContractProxyIT::echo);
        service.createContext("/nothing", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        service.start();
        proxy = ContractProxy.inFrontOf(
                URI.create("http://127.0.0.1:" + service.getAddress().getPort()), CONTRACT);
    }

    @AfterEach
    void stop() {
        http.close();
        service.stop(0);
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        byte[] answer = (exchange.getRequestURI() + " " + body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().put("Content-Type", List.of("text/plain"));
        exchange.getResponseHeaders()
                .put("X-Heard", exchange.getRequestHeaders().get("X-Said"));
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private HttpResponse<String> post(String target, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(proxy.uri() + target))
                        .header("Content-Type", "text/plain")
                        .header("X-Said", "one")
                        .header("X-Said", "two")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void passes_on_what_it_is_asked_and_what_is_answered() throws Exception {
        HttpResponse<String> answer = post("/echo/a%2Fb%20%C3%A9?times=2", "zoë \uD83D\uDE80");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("/echo/a%2Fb%20%C3%A9?times=2 zoë \uD83D\uDE80");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain");
        assertThat(answer.headers().allValues("X-Heard")).containsExactly("one", "two");
        assertThatCode(proxy::close).doesNotThrowAnyException();
    }

    @Test
    void passes_on_an_answer_without_a_body() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(proxy.uri() + "/nothing")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThatCode(proxy::close).doesNotThrowAnyException();
    }

    @Test
    void an_answer_outside_the_contract_is_passed_on_and_reported() throws Exception {
        String tooLong = "x".repeat(60);
        assertThat(post("/echo/a", tooLong).body()).isEqualTo("/echo/a " + tooLong);
        assertThatThrownBy(proxy::check).isInstanceOf(AssertionError.class).hasMessageContaining("POST /echo/a");
        assertThatThrownBy(proxy::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_request_outside_the_contract_that_is_accepted_is_reported() throws Exception {
        assertThat(post("/echo/a?loud=yes", "hi").statusCode()).isEqualTo(200);
        assertThatThrownBy(proxy::close).hasMessageContaining("'loud' is not in the contract");
    }

    @Test
    void the_first_violation_is_kept() throws Exception {
        post("/echo/first?loud=yes", "hi");
        post("/echo/second?loud=yes", "hi");
        post("/echo/third", "hi");
        assertThatThrownBy(proxy::close).hasMessageContaining("/echo/first").hasMessageNotContaining("/echo/second");
    }

    @Test
    void a_service_that_is_gone_is_a_lost_connection() {
        service.stop(0);
        assertThatThrownBy(() -> post("/echo/a", "hi")).isInstanceOf(IOException.class);
        assertThatCode(proxy::close).doesNotThrowAnyException();
    }
}

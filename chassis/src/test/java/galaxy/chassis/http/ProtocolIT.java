package galaxy.chassis.http;

import static galaxy.chassis.http.StrictRequestsIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.kernel.UnavailableException;
import galaxy.testkit.http.RawConnection;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolIT {
    private static final String CHUNKED = String.join(
            "\r\n",
            "POST /things/a/name HTTP/1.1",
            "Host: x",
            "Content-Type: application/json",
            "Transfer-Encoding: chunked",
            "",
            "");
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(
                Map.of(),
                Callers.none(),
                Route.get("/bug", Access.anyone(), exchange -> {
                    throw new IllegalStateException("pilot@example.com met a bug");
                }),
                Route.get("/overflow", Access.anyone(), exchange -> deeper(exchange, 0)),
                Route.get("/down", Access.anyone(), exchange -> {
                    throw new UnavailableException("redis at 10.0.0.1 is gone", Duration.ofMillis(2100));
                }));
    }

    private static Response deeper(Exchange exchange, int level) {
        return level < 0 ? Response.ok(json -> {}) : deeper(exchange, level + 1).with("Level", "" + level);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GET /open HTTP/1.1\r\n\r\n",
                "GET /open HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /open HTTP/1.1\r\nHost: x\r\nBad Header: 1\r\n\r\n",
                "GET /open HTTP/1.1\r\nHost: x\r\nA : 1\r\n\r\n",
                "GET /open HTTP/1.1\r\nHost: x\r\nA: b\u0001\r\n\r\n",
                "GET /open HTTP/1.1\r\nHost: x\r\nNoColon\r\n\r\n",
                "GET /open HTTP/1.1\nHost: x\n\n",
                "GET /things/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/a b HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001 \u0000\r\n\r\n",
                "POST /things/a/name HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /things/a/name HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
                "POST /things/a/name HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /things/a/name HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /things/a/name HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nab",
                "POST /things/a/name HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
                "POST /things/a/name HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "POST /things/a/name HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n"
            })
    void answers_malformed_http_in_the_one_form_and_closes_the_connection(String request) throws Exception {
        hangsUpOn(request, 400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /open%n%n, 505",
        "GET /open HTTP/2.0%nHost: x%n%n, 505",
        "GET /open HTTP/1.2%nHost: x%n%n, 505",
        "PRI * HTTP/2.0%n%nSM%n%n, 505",
        "'POST /things/a/name HTTP/1.1%nHost: x%nTransfer-Encoding: gzip, chunked%n%n0%n%n', 501",
    })
    void answers_what_http_has_a_status_for_with_it(String request, int status) throws Exception {
        hangsUpOn(request.replace("%n", "\r\n"), status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+0\r\n\r\n",
                "-0\r\n\r\n",
                "+2\r\n{}\r\n0\r\n\r\n",
                "0x2\r\n{}\r\n0\r\n\r\n",
                "2 \r\n{}\r\n0\r\n\r\n",
                "\r\n\r\n",
                "2\r\n{}xx0\r\n\r\n",
                "2\r\n{}\n\n0\r\n\r\n",
                "2\r\n{}0\r\n\r\n",
                "2\r\n{} \r\n0\r\n\r\n",
                "2\n{}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\n\r\n"
            })
    void refuses_chunks_that_two_readers_could_read_differently_and_closes_the_connection(String chunks)
            throws Exception {
        hangsUpOn(CHUNKED + chunks + "GET /open HTTP/1.1\r\nHost: x\r\n\r\n", 400);
    }

    @Test
    void goes_on_after_a_body_in_chunks() throws Exception {
        try (var client = server.raw()) {
            for (int i = 0; i < 2; i++) {
                client.send(CHUNKED + "00000008\r\n{\"name\":\r\n4\r\n\"a\"}\r\n00\r\n\r\n");
                assertThat(client.response().status()).isEqualTo(200);
            }
            client.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(200);
        }
    }

    private static void hangsUpOn(String request, int status) throws Exception {
        try (var client = server.raw()) {
            client.send(request);
            var response = client.response();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.headers())
                    .containsEntry("content-type", "application/json")
                    .containsKey("x-request-id");
            assertThat(response.body()).startsWith("{\"error\":{\"code\":\"invalid_request\",");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void refuses_heads_that_are_too_large() throws Exception {
        var line = RawConnection.once(server.uri(), "GET /" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(line.status()).isEqualTo(414);
        assertThat(line.body()).contains("\"invalid_request\"");
        var one = RawConnection.once(
                server.uri(), "GET /open HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(17_000) + "\r\n\r\n");
        assertThat(one.status()).isEqualTo(400);
        var many = RawConnection.once(
                server.uri(), "GET /open HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(3_000) + "\r\n");
        assertThat(many.status()).isEqualTo(400);
        assertThat(many.body()).contains("\"invalid_request\"");
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing", "/", "/things/a/exists/", "/things//exists", "//things/a/exists", "/things/a/exists;x=1",
        "/THINGS/a/exists", "/%74hings/a/exists", "/things/a%2Fexists/x", "/open/../open", "/./open", "*"
    })
    void knows_one_spelling_of_a_route(String path) throws Exception {
        var response =
                RawConnection.once(server.uri(), "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(response.status()).as(response.body()).isIn(404, 400);
        assertThat(response.body()).containsAnyOf("\"route_not_found\"", "\"invalid_request\"");
    }

    @Test
    void takes_whatever_stands_in_a_segment_as_the_parameter() throws Exception {
        assertThat(server.get("/things/a%2Fb%20%C3%A9%3F/exists").body()).contains("\"a/b é?\"");
        assertThat(server.get("/things/a+b;c=d/exists").body()).contains("\"a+b;c=d\"");
        assertThat(server.get("/things/%2E%2E/exists").body()).contains("\"..\"");
        assertRefused(server.get("/things/%FF/exists"), 400, "invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /open, 'GET, HEAD'",
        "DELETE, /things/a/name, POST",
        "PUT, /things, 'GET, HEAD'",
        "OPTIONS, /open, 'GET, HEAD'",
        "TRACE, /open, 'GET, HEAD'",
        "BREW, /open, 'GET, HEAD'",
        "HEAD, /things/a/name, POST"
    })
    void names_the_methods_of_a_path(String method, String path, String allow) throws Exception {
        try (var client = server.raw()) {
            client.send(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            var response = client.response(!method.equals("HEAD"));
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.headers()).containsEntry("allow", allow);
        }
    }

    @Test
    void answers_head_like_get_without_the_body() throws Exception {
        try (var client = server.raw()) {
            for (int i = 0; i < 2; i++) {
                client.send("HEAD /open HTTP/1.1\r\nHost: x\r\n\r\n");
                var response = client.response(false);
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.headers()).containsEntry("content-length", "16");
            }
            client.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.response().body()).isEqualTo("{\"nothing\":null}");
        }
    }

    @Test
    void keeps_the_connection_after_a_refusal() throws Exception {
        try (var client = server.raw()) {
            client.send("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.response().status()).isEqualTo(404);
            client.send(
                    "POST /things/a/name HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}");
            assertThat(client.response().status()).isEqualTo(415);
            client.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(200);
        }
    }

    @Test
    void answers_requests_that_come_in_one_piece_in_their_order() throws Exception {
        try (var client = server.raw()) {
            var rest = " HTTP/1.1\r\nHost: x\r\n\r\n";
            client.send("GET /open" + rest + "GET /none" + rest + "GET /things/z/exists" + rest);
            assertThat(client.response().status()).isEqualTo(200);
            assertThat(client.response().status()).isEqualTo(404);
            assertThat(client.response().body()).contains("\"z\"");
        }
    }

    @Test
    void closes_the_connection_when_the_request_says_so() throws Exception {
        try (var client = server.raw()) {
            client.send("GET /open HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(client.response().headers()).containsEntry("connection", "close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void asks_for_the_body_only_when_it_wants_it() throws Exception {
        try (var client = server.raw()) {
            client.send("POST /nowhere HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(404);
        }
        var body = BodyPublishers.ofString("{\"name\":\"a\"}");
        assertThat(server.send(server.request("/things/a/name")
                                .expectContinue(true)
                                .header("Content-Type", "application/json")
                                .POST(body))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_internal_error_contains_no_detail() throws Exception {
        for (var path : new String[] {"/bug", "/overflow"}) {
            var response = server.get(path);
            assertRefused(response, 500, "internal_error");
            var requestId = response.headers().firstValue("X-Request-Id").orElseThrow();
            assertThat(response.body())
                    .doesNotContain("pilot", "Exception", "Error\"")
                    .contains("Internal error. Report request id " + requestId + ".", "\"details\":[]");
        }
    }

    @Test
    void says_when_to_come_back_while_something_is_down() throws Exception {
        var response = server.get("/down");
        assertRefused(response, 503, "service_unavailable");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(response.body()).doesNotContain("redis", "10.0.0.1");
    }
}

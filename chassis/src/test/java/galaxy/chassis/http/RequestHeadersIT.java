package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Callers;
import galaxy.testkit.http.RawConnection;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request ids, traces, and headers that count once. */
class RequestHeadersIT {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(Map.of(), Callers.none());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c-9", "0123456789abcdef"})
    void keeps_the_callers_request_id(String id) throws Exception {
        var response = server.send(server.request("/things/a").header("X-Request-Id", id));
        assertThat(response.headers().firstValue("X-Request-Id")).hasValue(id);
        assertThat(response.body()).contains("\"request_id\":\"" + id + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "é", "a/b", "pilot@example.com", "<script>"})
    void makes_a_request_id_when_the_callers_is_invalid(String id) throws Exception {
        var response = RawConnection.once(
                server.uri(), "GET /open HTTP/1.1\r\nHost: x\r\nX-Request-Id: " + id + "\r\nConnection: close\r\n\r\n");
        assertThat(response.headers().get("x-request-id")).matches("[0-9a-f]{32}");
    }

    @Test
    void takes_a_request_id_of_128_characters_and_not_of_129() throws Exception {
        var longest = server.send(server.request("/open").header("X-Request-Id", "x".repeat(128)));
        assertThat(longest.headers().firstValue("X-Request-Id")).hasValue("x".repeat(128));
        var tooLong = server.send(server.request("/open").header("X-Request-Id", "x".repeat(129)));
        assertThat(tooLong.headers().firstValue("X-Request-Id").orElseThrow()).hasSize(32);
    }

    @Test
    void joins_the_callers_trace_under_a_span_of_its_own() throws Exception {
        var trace = "0af7651916cd43dd8448eb211c80319c";
        var response =
                server.send(server.request("/things/a").header("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));
        assertThat(response.body())
                .contains("\"traceparent\":\"00-" + trace + "-")
                .doesNotContain("b7ad6b7169203331");
    }

    @Test
    void refuses_a_header_given_twice_where_one_counts() throws Exception {
        var response = RawConnection.once(
                server.uri(),
                "GET /things/a HTTP/1.1\r\nHost: x\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\nConnection: close\r\n\r\n");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"Idempotency-Key\"");
    }
}

package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.contracts.ErrorCode;
import galaxy.testkit.http.RawResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a listener adds to every response, also where no route made it. */
class ResponseFilterIT {
    /** Adds what it knows of the request; refuses one client, and answers one method. */
    private static final ResponseFilter FILTER = new ResponseFilter() {
        @Override
        public Optional<Response> before(RequestHead request, Supplier<InetAddress> client) {
            if (client.get().getHostAddress().equals("203.0.113.9")) {
                return Optional.of(Response.error(ErrorCode.TOO_MANY_REQUESTS));
            }
            return request.method().equals("OPTIONS") ? Optional.of(Response.empty(204)) : Optional.empty();
        }

        @Override
        public Response after(RequestHead request, Response response) {
            return response.with(
                    "X-Filter",
                    "%s [%s]".formatted(request.path(), request.header("Origin").orElse("")));
        }
    };

    private static TestServer server;

    @BeforeAll
    static void start() {
        Route broken = Route.get("/broken", Access.anyone(), exchange -> {
            throw new IllegalStateException("on purpose");
        });
        server = new TestServer(
                Map.of(
                        "http.max-body-bytes",
                        "1024",
                        "things.http.read-timeout",
                        "400ms",
                        "things.http.trusted-proxies",
                        "127.0.0.1",
                        "things.http.hosts",
                        "things,x,a.example"),
                Callers.none(),
                HttpApi.json(Routes.of(List.of(broken))).filtered(FILTER));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawResponse raw(String request) throws IOException {
        try (var connection = server.raw()) {
            connection.send(request);
            return connection.response();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /open, '', 200",
        "GET, /nothing, '', 404",
        "POST, /open, '', 405",
        "OPTIONS, /open, '', 204",
        "OPTIONS, /nothing, '', 204",
        "GET, /broken, '', 500",
        "GET, /things?x=1, '', 400",
        "GET, /open, 'Host: evil.example', 421",
        "GET, /open, 'X-Forwarded-For: 203.0.113.9', 429",
        "POST, /things/1/name, 'Content-Type: text/plain', 415",
        "POST, /things/1/name, 'Content-Type: application/json', 400",
    })
    void is_asked_for_every_response(String method, String target, String header, int status) throws IOException {
        RawResponse response = raw("%s %s HTTP/1.1\r\n%sOrigin: https://a.example\r\nContent-Length: 0\r\n%s\r\n"
                .formatted(
                        method,
                        target,
                        header.startsWith("Host") ? "" : "Host: x\r\n",
                        header.isEmpty() ? "" : header + "\r\n"));
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.header("X-Filter")).isEqualTo(target.replaceFirst("\\?.*", "") + " [https://a.example]");
    }

    @Test
    void is_asked_for_a_body_that_is_too_large() throws IOException {
        RawResponse response = raw(
                "POST /things/1/name HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2000\r\n\r\n");
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.header("X-Filter")).isEqualTo("/things/1/name []");
    }

    @Test
    void is_asked_for_what_the_server_below_refuses() throws IOException {
        RawResponse response = raw(
                "GET /open HTTP/1.1\r\nHost: x\r\nOrigin: https://a.example\r\nExpect: x\r\nContent-Length: a\r\n\r\n");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.headers()).containsKey("X-Filter");
        assertThat(raw("GARBAGE\r\n\r\n").header("X-Filter")).isEqualTo("[]");
    }

    @Test
    void is_asked_for_headers_that_do_not_arrive() throws IOException {
        RawResponse response = raw("GET /open HTTP/1.1\r\nHost: x\r\n");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.header("X-Filter")).isEqualTo("[]");
    }
}

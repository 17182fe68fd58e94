package galaxy.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.http.RawConnection;
import galaxy.testkit.http.RawResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pages may read responses, what caches may keep, and how many requests an address may send. */
class BrowserRulesIT {
    private static final String TIME = Rest.BASE + "/time";
    private static final String WRONG_CODE = "{\"error\":{\"code\":\"invalid_code\",\"message\":\"m\",\"details\":[]}}";
    private static final String CONFIRMATION =
            "{\"challenge_id\":\"chl_1\",\"code\":\"1\",\"client_public_key\":\"ed25519:A\","
                    + "\"time_zone\":\"UTC\"}";

    private RespondingAuth auth;
    private Rest rest;

    @BeforeEach
    void start() {
        auth = new RespondingAuth();
        rest = new Rest(auth);
    }

    @AfterEach
    void stop() {
        rest.close();
        auth.close();
    }

    private static void isReadable(RawResponse response, int status) {
        assertThat(response.status()).as(response.toString()).isEqualTo(status);
        assertThat(response.headers())
                .containsEntry("Access-Control-Allow-Origin", Rest.PAGE)
                .containsEntry(
                        "Access-Control-Expose-Headers", "Retry-After, RateLimit, RateLimit-Policy, X-Request-Id")
                .containsEntry("Vary", "Origin")
                .containsEntry("Cache-Control", "no-store")
                .containsKey("X-Request-Id")
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    private RawResponse post(String path, String body) throws IOException {
        return rest.post(path, body, "Origin", Rest.PAGE);
    }

    @Test
    void a_page_of_a_configured_origin_reads_responses_and_every_error() throws IOException {
        isReadable(post(Rest.SEND, Rest.EMAIL), 202);
        isReadable(rest.get(TIME, "Origin", Rest.PAGE), 200);
        auth.answers(403, WRONG_CODE, Map.of());
        isReadable(post(Rest.CONFIRM, CONFIRMATION), 403);
        isReadable(post(Rest.SEND, "{"), 400);
        isReadable(post(Rest.SEND, "{\"x\":1}"), 400);
        isReadable(rest.get("/nothing", "Origin", Rest.PAGE), 404);
        isReadable(rest.get(Rest.SEND, "Origin", Rest.PAGE), 405);
        isReadable(rest.post(TIME, "{}", "Origin", Rest.PAGE), 405);
        isReadable(post(Rest.SEND, "\"" + "x".repeat(70_000) + "\""), 413);
        isReadable(rest.post(Rest.SEND, "x", "Origin", Rest.PAGE, "Content-Type", "text/plain"), 415);
        isReadable(rest.get(TIME + "?x=1", "Origin", Rest.PAGE), 400);
        auth.answers(503, WRONG_CODE.replace("invalid_code", "service_unavailable"), Map.of("Retry-After", "1"));
        isReadable(post(Rest.SEND, Rest.EMAIL), 503);
        auth.answers(500, "x", Map.of());
        isReadable(post(Rest.SEND, Rest.EMAIL), 500);
        isReadable(
                rest.raw("GET " + TIME + " HTTP/1.1\r\nHost: x\r\nOrigin: " + Rest.PAGE + "\r\nExpect: x\r\n\r\n"),
                400);
    }

    @Test
    void the_121st_request_of_a_minute_is_refused_with_what_is_left() throws IOException {
        for (int i = 0; i < 120; i++) {
            rest.get(i % 2 == 0 ? TIME : "/nothing");
        }
        rest.clock.advance(Duration.ofSeconds(20));
        RawResponse refused = rest.get(TIME, "Origin", Rest.PAGE);
        isReadable(refused, 429);
        assertThat(refused.header("Retry-After")).isEqualTo("40");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"address\";q=120;w=60");
        assertThat(refused.header("RateLimit")).isEqualTo("\"address\";r=0;t=40");
        assertThat(rest.post(Rest.SEND, Rest.EMAIL).status()).isEqualTo(429);
        assertThat(rest.get(TIME, "X-Forwarded-For", "198.51.100.7").status()).isEqualTo(200);
        rest.clock.advance(Duration.ofSeconds(40));
        assertThat(rest.get(TIME).status()).isEqualTo(200);
    }

    @Test
    void a_preflight_says_what_may_be_sent_and_is_not_counted() throws IOException {
        for (int i = 0; i < 121; i++) {
            RawResponse preflight = rest.call(
                    "OPTIONS",
                    i % 2 == 0 ? Rest.SEND : "/nothing",
                    "",
                    "Origin",
                    Rest.PAGE,
                    "Access-Control-Request-Method",
                    "POST",
                    "Access-Control-Request-Headers",
                    "content-type");
            isReadable(preflight, 204);
            assertThat(preflight.headers())
                    .containsEntry("Access-Control-Allow-Methods", "GET, POST")
                    .containsEntry("Access-Control-Allow-Headers", "content-type")
                    .containsEntry("Access-Control-Max-Age", "600");
        }
        isReadable(rest.get(TIME, "Origin", Rest.PAGE), 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://play.example.com.evil.example",
                "http://play.example.com",
                "https://play.example.com:8443",
                "https://PLAY.example.com",
                "https://play.example.com/",
                "null",
                "*",
                "https://play.example.com, https://play.example.com",
            })
    void another_origin_gets_no_permission(String origin) throws IOException {
        RawResponse[] responses = {
            rest.get(TIME, "Origin", origin),
            rest.get("/nothing", "Origin", origin),
            rest.call("OPTIONS", Rest.SEND, "", "Origin", origin, "Access-Control-Request-Method", "POST"),
        };
        for (RawResponse response : responses) {
            assertThat(response.headers())
                    .containsEntry("Vary", "Origin")
                    .containsEntry("Cache-Control", "no-store")
                    .noneSatisfy((name, value) -> assertThat(name).startsWithIgnoringCase("access-control"));
        }
        assertThat(responses[2].status()).isEqualTo(405);
    }

    @Test
    void two_origins_are_none() throws IOException {
        RawResponse response = rest.raw("GET " + TIME + " HTTP/1.1\r\nHost: x\r\nOrigin: " + Rest.PAGE + "\r\nOrigin: "
                + Rest.PAGE + "\r\n\r\n");
        assertThat(response.headers()).doesNotContainKey("Access-Control-Allow-Origin");
    }

    @Test
    void without_an_origin_there_is_no_permission_and_no_cache_keeps_anything() throws IOException {
        for (RawResponse response :
                new RawResponse[] {rest.get(TIME), rest.get("/nothing"), rest.raw("GARBAGE\r\n\r\n")}) {
            assertThat(response.headers())
                    .containsEntry("Vary", "Origin")
                    .containsEntry("Cache-Control", "no-store")
                    .doesNotContainKey("Access-Control-Allow-Origin");
        }
    }

    @Test
    void the_contract_alone_may_be_kept() throws IOException {
        RawResponse contract = rest.get(Rest.BASE + "/openapi.yaml", "Origin", Rest.PAGE);
        assertThat(contract.headers())
                .doesNotContainKey("Cache-Control")
                .containsEntry("Vary", "Origin")
                .containsEntry("Access-Control-Allow-Origin", Rest.PAGE);
    }

    @Test
    void a_head_request_has_the_same_headers() throws IOException {
        try (RawConnection connection = new RawConnection(rest.uri())) {
            connection.send("HEAD " + TIME + " HTTP/1.1\r\nHost: x\r\nOrigin: " + Rest.PAGE + "\r\n\r\n");
            isReadable(connection.response(false), 200);
        }
    }
}

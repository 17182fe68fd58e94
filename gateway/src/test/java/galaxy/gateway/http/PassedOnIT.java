package galaxy.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.http.RawResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the responses of auth. */
class PassedOnIT {
    private static final String CONFIRMATION =
            "{\"challenge_id\":\"chl_0123456789abcdefghjkmnpqrs\",\"code\":\"31551960\","
                    + "\"client_public_key\":\"ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"time_zone\":\"Europe/Berlin\"}";

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

    private static String error(String code) {
        return "{\"error\":{\"code\":\"%s\",\"message\":\"As auth says it, ß.\",\"details\":[{\"field\":\"f\",\"reason\":\"r\"}]}}"
                .formatted(code);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request",
        "403, invalid_code",
        "403, login_blocked",
        "410, challenge_expired",
        "429, too_many_requests",
    })
    void a_refusal_is_passed_on_unchanged(int status, String code) throws IOException {
        auth.answers(status, error(code), status == 429 ? Map.of("Retry-After", "17") : Map.of());
        RawResponse response = rest.post(Rest.CONFIRM, CONFIRMATION);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(error(code));
        assertThat(response.header("Retry-After")).isEqualTo(status == 429 ? "17" : "");
        assertThat(auth.times()).isEqualTo(1);
        assertThat(rest.calls).containsExactly("auth refused");
    }

    @Test
    void the_headers_of_a_limit_are_passed_on() throws IOException {
        auth.answers(
                429,
                error("too_many_requests"),
                Map.of(
                        "Retry-After", "900",
                        "RateLimit-Policy", "\"code\";q=5;w=3600",
                        "RateLimit", "\"code\";r=0;t=900"));
        RawResponse response = rest.post(Rest.SEND, Rest.EMAIL);
        assertThat(response.status()).isEqualTo(429);
        assertThat(response.header("Retry-After")).isEqualTo("900");
        assertThat(response.header("RateLimit-Policy")).isEqualTo("\"code\";q=5;w=3600");
        assertThat(response.header("RateLimit")).isEqualTo("\"code\";r=0;t=900");
    }

    @Test
    void auth_that_cannot_do_it_now_is_503_with_its_pause_after_one_attempt() throws IOException {
        auth.answers(503, error("service_unavailable"), Map.of("Retry-After", "5"));
        RawResponse response = rest.post(Rest.SEND, Rest.EMAIL);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("5");
        assertThat(response.body()).contains("\"code\":\"service_unavailable\"");
        assertThat(auth.times()).isEqualTo(1);
        assertThat(rest.calls).containsExactly("auth unavailable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | unauthenticated",
                "403 | permission_denied",
                "404 | route_not_found",
                "404 | user_not_found",
                "409 | conflict",
                "415 | unsupported_media_type",
                "500 | internal_error",
                "502 | x",
                "504 | x",
                "302 | x",
            })
    void any_other_response_is_500_without_its_text(int status, String code) throws IOException {
        auth.answers(status, error(code), Map.of());
        isInternal(rest.post(Rest.SEND, Rest.EMAIL));
        assertThat(rest.calls).containsExactly("auth error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {}",
                "202 | [",
                "202 | ''",
                "202 | {\"challenge_id\":7}",
                "400 | <html>",
                "429 | null",
            })
    void a_response_that_is_none_of_auth_is_500(int status, String body) throws IOException {
        auth.answers(status, body, Map.of());
        isInternal(rest.post(Rest.SEND, Rest.EMAIL));
    }

    private static void isInternal(RawResponse response) {
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body())
                .contains("\"code\":\"internal_error\"", response.header("X-Request-Id"))
                .doesNotContain("As auth says it");
    }

    @Test
    void no_response_in_3_5_s_is_503() throws IOException {
        auth.hangs();
        long began = System.nanoTime();
        RawResponse response = rest.post(Rest.SEND, Rest.EMAIL);
        assertThat((System.nanoTime() - began) / 1_000_000).isBetween(3400L, 4500L);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("1");
        assertThat(auth.times()).isEqualTo(1);
    }

    @Test
    void auth_that_is_not_there_is_503() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (Rest alone = new Rest(URI.create("http://127.0.0.1:" + port), false)) {
            assertThat(alone.post(Rest.SEND, Rest.EMAIL).status()).isEqualTo(503);
            assertThat(alone.calls).containsExactly("auth unavailable");
        }
    }
}

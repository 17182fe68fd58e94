package galaxy.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.http.RawResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The routes of the public REST, and what auth is asked for them. */
class PublicRestIT {
    private static final String CONFIRMATION =
            "{\"challenge_id\":\"chl_0123456789abcdefghjkmnpqrs\",\"code\":\"3155 1960\","
                    + "\"client_public_key\":\"ed25519:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"time_zone\":\"Europe/Berlin\"%s}";
    private static final String SIGNED_IN = "{\"device_session_id\":\"dvs_0123456789abcdefghjkmnpqrs\","
            + "\"user_id\":\"usr_0123456789abcdefghjkmnpqrs\",\"created\":true,\"expires_at\":\"2026-08-28T12:00:00.000Z\","
            + "\"idle_timeout_seconds\":2592000,\"server_time\":\"2026-03-01T12:00:00.000Z\"}";

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

    private JsonNode asked() {
        return auth.lastAsked().body();
    }

    @Test
    void the_routes_are_those_of_the_contract() {
        var features = new PublicApi.Features(null, null, rest.clock);
        assertThat(PublicApi.routes(features).stream()
                        .map(route -> route.method() + " " + route.template())
                        .toList())
                .containsExactlyInAnyOrderElementsOf(Rest.CONTRACT.operations().stream()
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void sends_a_code_with_what_is_known_of_the_client() throws IOException {
        RawResponse sent = rest.post(Rest.SEND, Rest.EMAIL, "X-Forwarded-For", "31.1.0.7:51000");
        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.body()).isEqualTo(RespondingAuth.SENT);
        assertThat(auth.lastAsked().path()).isEqualTo("/api/v1/internal/sign-in/challenges");
        assertThat(asked().toString())
                .isEqualTo("{\"email\":\"pilot@example.com\",\"locale\":\"nb\","
                        + "\"client\":{\"ip\":\"31.1.0.7\",\"country\":\"NO\"}}");
    }

    @Test
    void the_locale_of_the_client_wins_and_null_is_none() throws IOException {
        String body = "{\"email\":\"pilot@example.com\",\"locale\":%s,\"challenge_id\":%s}";
        rest.post(Rest.SEND, body.formatted("\"de-CH\"", "\"chl_1\""), "X-Forwarded-For", "31.1.0.7");
        assertThat(asked().path("locale").asString()).isEqualTo("de-CH");
        assertThat(asked().path("challenge_id").asString()).isEqualTo("chl_1");
        rest.post(Rest.SEND, body.formatted("null", "null"), "X-Forwarded-For", "8.8.8.8");
        assertThat(asked().path("locale").asString()).isEqualTo("en");
        assertThat(asked().has("challenge_id")).isFalse();
        assertThat(asked().path("client").has("country")).isFalse();
    }

    @Test
    void confirms_a_code_with_the_language_of_the_country() throws IOException {
        auth.answers(200, SIGNED_IN, Map.of());
        RawResponse signedIn = rest.post(
                Rest.CONFIRM, CONFIRMATION.formatted(",\"device_name\":\"Phone\""), "X-Forwarded-For", "31.4.0.7");
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.body()).isEqualTo(SIGNED_IN);
        assertThat(auth.lastAsked().path())
                .isEqualTo("/api/v1/internal/sign-in/challenges/chl_0123456789abcdefghjkmnpqrs/confirm-email-code");
        assertThat(asked().toString())
                .isEqualTo("{\"code\":\"3155 1960\",\"credential\":{\"kind\":\"ed25519\","
                        + "\"public_key\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"},\"time_zone\":\"Europe/Berlin\","
                        + "\"preferred_language\":\"sr\",\"device_name\":\"Phone\","
                        + "\"client\":{\"ip\":\"31.4.0.7\",\"country\":\"RS\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "31.1.0.7, no, nb", "31.1.0.7, no-NO, nb", "31.1.0.7, nb-NO, nb", "31.1.0.7, nn, nn",
        "31.2.0.7, iw, he", "31.3.0.7, in-ID, id", "31.4.0.7, sh, sr-Latn", "31.1.0.7, 'de, *;q=0.5', nb",
    })
    void a_hint_chooses_among_the_languages_of_the_country(String address, String hint, String language)
            throws IOException {
        try (Rest hinted = new Rest(auth.uri(), true)) {
            hinted.post(Rest.SEND, Rest.EMAIL, "X-Forwarded-For", address, "Accept-Language", hint);
        }
        assertThat(asked().path("locale").asString()).isEqualTo(language);
    }

    @Test
    void without_the_setting_the_hint_of_the_client_is_not_looked_at() throws IOException {
        rest.post(Rest.SEND, Rest.EMAIL, "X-Forwarded-For", "31.1.0.7", "Accept-Language", "nn");
        assertThat(asked().path("locale").asString()).isEqualTo("nb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | email",
                "{\"email\":null} | email",
                "{\"email\":7} | email",
                "{\"email\":\"a@b.example\",\"locale\":7} | locale",
                "{\"email\":\"a@b.example\",\"client\":{\"ip\":\"1.1.1.1\"}} | client",
                "{\"email\":\"a@b.example\",\"user_id\":\"usr_1\"} | user_id",
                "{\"email\":\"a@b.example\",\"email\":\"c@d.example\"} | email",
            })
    void refuses_what_is_not_the_request_and_asks_auth_nothing(String body, String field) throws IOException {
        RawResponse refused =
                rest.raw("POST " + Rest.SEND + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"field\":\"" + field + "\"");
        assertThat(auth.times()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", "p256:11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
            })
    void refuses_a_key_of_another_kind_at_its_field(String key) throws IOException {
        String body = CONFIRMATION.formatted("").replaceFirst("ed25519:[^\"]+", key);
        RawResponse refused = rest.post(Rest.CONFIRM, body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"field\":\"client_public_key\"").doesNotContain(key);
        assertThat(auth.times()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "chl_1?x=1", "chl_ß"})
    void an_id_that_no_challenge_has_is_that_of_an_expired_one(String id) throws IOException {
        String body = CONFIRMATION.formatted("").replace("chl_0123456789abcdefghjkmnpqrs", id);
        RawResponse expired = rest.post(Rest.CONFIRM, body);
        assertThat(expired.status()).isEqualTo(410);
        assertThat(expired.body()).contains("\"code\":\"challenge_expired\"");
        assertThat(auth.times()).isZero();
    }

    @Test
    void a_key_that_auth_refuses_is_named_as_the_client_names_it() throws IOException {
        auth.answers(
                400,
                "{\"error\":{\"code\":\"invalid_request\",\"message\":\"m\",\"details\":[{\"field\":\"credential.public_key\",\"reason\":\"r\"}]}}",
                Map.of());
        assertThat(rest.post(Rest.CONFIRM, CONFIRMATION.formatted("")).body())
                .isEqualTo("{\"error\":{\"code\":\"invalid_request\",\"message\":\"m\",\"details\":"
                        + "[{\"field\":\"client_public_key\",\"reason\":\"r\"}]}}");
    }

    @Test
    void returns_the_time() throws IOException {
        rest.clock.advance(Duration.ofNanos(1_234_567));
        RawResponse time = rest.get(Rest.BASE + "/time");
        assertThat(time.body())
                .isEqualTo("{\"server_time\":\"2025-11-25T21:00:00.001Z\",\"server_time_ms\":1764104400001}");
    }

    @Test
    void shows_its_contract() throws IOException {
        RawResponse contract = rest.get(Rest.BASE + "/openapi.yaml");
        assertThat(contract.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(contract.body()).startsWith("openapi: 3.1.0");
    }

    @Test
    void request_ids_begin_here_and_are_those_of_the_calls() throws IOException {
        RawResponse sent = rest.post(Rest.SEND, Rest.EMAIL, "X-Request-Id", "mine");
        assertThat(sent.header("X-Request-Id"))
                .matches("[0-9a-f]{32}")
                .isEqualTo(auth.lastAsked().requestId());
        assertThat(rest.get("/nothing", "X-Request-Id", "mine").header("X-Request-Id"))
                .matches("[0-9a-f]{32}");
        assertThat(rest.raw("GARBAGE\r\nX-Request-Id: mine\r\n\r\n").header("X-Request-Id"))
                .matches("[0-9a-f]{32}");
    }
}

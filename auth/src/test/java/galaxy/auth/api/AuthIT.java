package galaxy.auth.api;

import static galaxy.auth.api.Api.CLIENT;
import static galaxy.auth.api.Api.cookie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.Topology;
import galaxy.testkit.openapi.Operation;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The routes of auth, with the users service beside it. */
@ParameterizedClass
@EnumSource(Topology.class)
class AuthIT {
    private static final String BY = "'reason_code':'signed_out','actor':{'type':'user','id':'me'}";
    private static final String BLOCK = "'reason_code':'chargeback','actor':{'type':'admin','id':'ops-7'}";
    private static Api api;

    @Parameter
    Topology topology;

    @BeforeParameterizedClassInvocation
    static void start(Topology topology) {
        api = Api.open(topology);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        api.close();
    }

    private static JsonNode session(String id) {
        return api.get("/device-sessions/" + id).ok();
    }

    @Test
    void a_code_is_requested_and_confirmed() {
        Api.Reply sent = api.send("first@example.com");
        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.json().toString())
                .isEqualTo(("{\"challenge_id\":\"%s\",\"expires_in_seconds\":600,\"resend_in_seconds\":30,"
                                + "\"code_length\":8}")
                        .formatted(sent.text("challenge_id")));
        String challenge = sent.text("challenge_id");
        String code = api.code(challenge);
        Api.Reply wrong = api.confirm(challenge, (code.charAt(0) == '9' ? "0" : "9") + code.substring(1), cookie(1));
        wrong.refused(403, "invalid_code");
        assertThat(wrong.json().at("/error/details").toString())
                .isEqualTo("[{\"field\":\"attempts_left\",\"reason\":\"4\"}]");
        JsonNode signedIn = api.confirm(challenge, code.substring(0, 4) + " " + code.substring(4), cookie(1))
                .ok();
        assertThat(signedIn.path("created").booleanValue()).isTrue();
        assertThat(signedIn.path("idle_timeout_seconds").longValue()).isEqualTo(2_592_000);
        assertThat(api.confirm(challenge, code, cookie(1)).ok()).isEqualTo(signedIn);
        api.confirm(challenge, code, cookie(2)).refused(410, "challenge_expired");
        api.confirm("nonsense", code, cookie(2)).refused(410, "challenge_expired");
        JsonNode session = session(signedIn.path("device_session_id").asString());
        assertThat(session.path("status").asString()).isEqualTo("active");
        assertThat(session.path("created_country").asString()).isEqualTo("DE");
        assertThat(session.path("public_key_thumbprint").isNull()).isTrue();
    }

    @Test
    void a_send_too_soon_says_when_the_next_one_may_be() {
        api.send("soon@example.com");
        Api.Reply limited = api.send("Soon@Example.com").refused(429, "too_many_requests");
        assertThat(limited.header("Retry-After")).isEqualTo("30");
        assertThat(limited.header("RateLimit-Policy")).isEqualTo("\"code\";q=5;w=3600");
        assertThat(limited.header("RateLimit")).isEqualTo("\"code\";r=0;t=30");
    }

    @Test
    void invalid_input_is_refused_at_its_field_and_spends_no_attempt() {
        String path = "/sign-in/challenges";
        api.post(path, "{'email':'pi\\u200blot@example.com','locale':'en',%s}".formatted(CLIENT))
                .invalid("email");
        api.post(path, "{'email':'pilot@example.com','locale':'',%s}".formatted(CLIENT))
                .invalid("locale");
        api.post(path, "{'email':'pilot@example.com','locale':'en','client':{'ip':'localhost'}}")
                .invalid("client.ip");
        api.post(path, "{'email':'pilot@example.com','locale':'en','client':{'ip':'::1','country':'de'}}")
                .invalid("client.country");
        String challenge = api.send("invalid@example.com").text("challenge_id");
        String code = api.code(challenge);
        for (String bad : List.of("3155196O", "1", "Code: 31551960")) {
            api.confirm(challenge, bad, cookie(1)).invalid("code");
        }
        api.confirm(challenge, code, "{'kind':'p256','public_key':'AA'}").invalid("credential.kind");
        api.confirm(challenge, code, "{'kind':'ed25519','public_key':'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'}")
                .invalid("credential.public_key");
        api.confirm(challenge, code, "{'kind':'cookie','secret_sha256':'AA'}").invalid("credential.secret_sha256");
        api.post(
                        "/sign-in/challenges/" + challenge + "/confirm-email-code",
                        "{'code':'%s','credential':%s,'time_zone':'Mars/Phobos','preferred_language':'de',%s}"
                                .formatted(code, cookie(1), CLIENT))
                .invalid("time_zone");
        assertThat(api.confirm(challenge, code, cookie(1)).ok().path("created").booleanValue())
                .isTrue();
    }

    @Test
    void sessions_are_listed_and_revoked() {
        JsonNode first = api.signIn("list@example.com", 1);
        JsonNode second = api.signIn("list@example.com", 2);
        String user = "/users/" + first.path("user_id").asString();
        String one = first.path("device_session_id").asString();
        String other = second.path("device_session_id").asString();
        JsonNode items = api.get(user + "/device-sessions").ok().path("items");
        assertThat(List.of(
                        items.at("/0/device_session_id").asString(),
                        items.at("/1/device_session_id").asString()))
                .containsExactly(other, one);
        api.post("/device-sessions/" + one + "/revoke", "{%s,'user_id':'usr_other'}".formatted(BY))
                .refused(404, "session_not_found");
        JsonNode revoked =
                api.post("/device-sessions/" + one + "/revoke", "{" + BY + "}").ok();
        assertThat(revoked.path("status").asString()).isEqualTo("revoked");
        assertThat(revoked.path("end_reason_code").asString()).isEqualTo("signed_out");
        assertThat(revoked.at("/ended_by/type").asString()).isEqualTo("user");
        assertThat(api.post("/device-sessions/" + one + "/revoke", "{" + BY.replace("signed_out", "again") + "}")
                        .ok())
                .isEqualTo(revoked);
        assertThat(api.post(user + "/device-sessions/revoke-all", "{%s,'except':'%s'}".formatted(BY, other))
                        .ok()
                        .path("revoked")
                        .intValue())
                .isZero();
        assertThat(api.post(user + "/device-sessions/revoke-all", "{" + BY + "}")
                        .ok()
                        .path("revoked")
                        .intValue())
                .isEqualTo(1);
        assertThat(api.get(user + "/device-sessions").ok().path("items")).isEmpty();
        assertThat(api.get(user + "/device-sessions?status=all").ok().path("items"))
                .hasSize(2);
        api.get(user + "/device-sessions?status=none").invalid("status");
        assertThat(api.get("/users/unknown/device-sessions").ok().path("items")).isEmpty();
        api.get("/device-sessions/nonsense").refused(404, "session_not_found");
    }

    @Test
    void a_block_ends_the_sessions_at_once_and_is_shown_after_a_right_code_alone() {
        JsonNode signedIn = api.signIn("block@example.com", 1);
        String id = signedIn.path("device_session_id").asString();
        String user = "/users/" + signedIn.path("user_id").asString();
        JsonNode dry = api.post(user + "/block?dry_run=true", "{" + BLOCK + "}").ok();
        assertThat(dry.path("revoked").intValue()).isZero();
        assertThat(session(id).path("status").asString()).isEqualTo("active");
        JsonNode blocked = api.post(user + "/block", "{%s,'expires_at':'2027-01-01T00:00:00Z'}".formatted(BLOCK))
                .ok();
        assertThat(blocked.path("outcome").asString()).isEqualTo("blocked");
        assertThat(blocked.path("revoked").intValue()).isBetween(0, 1);
        await().untilAsserted(() ->
                assertThat(session(id).path("end_reason_code").asString()).isEqualTo("login_blocked"));
        assertThat(api.post("/user-blocks/by-email", "{'email':'Block@EXAMPLE.com',%s}".formatted(BLOCK))
                        .ok()
                        .path("outcome")
                        .asString())
                .isEqualTo("already_blocked");
        api.clock.advance(Duration.ofHours(3));
        String challenge = api.send("block@example.com").text("challenge_id");
        Api.Reply refused =
                api.confirm(challenge, api.code(challenge), cookie(2)).refused(403, "login_blocked");
        assertThat(refused.json().at("/error/details").toString())
                .contains("\"user_id\"", "\"block_reason_code\",\"reason\":\"chargeback\"")
                .doesNotContain("@");
        api.post("/users/usr_00000000000000000000000000/block", "{" + BLOCK + "}")
                .refused(404, "user_not_found");
        api.post(user + "/block", "{%s,'expires_at':'2020-01-01T00:00:00Z'}".formatted(BLOCK))
                .invalid("expires_at");
        api.post(user + "/block", "{%s,'expires_in':'soon'}".formatted(BLOCK)).invalid("expires_in");
    }

    @Test
    void a_block_that_is_given_to_users_ends_the_sessions_by_its_event() {
        JsonNode signedIn = api.signIn("event@example.com", 1);
        String id = signedIn.path("device_session_id").asString();
        api.users("/users/" + signedIn.path("user_id").asString() + "/block", "{" + BLOCK + "}")
                .ok();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(session(id).path("end_reason_code").asString())
                                .isEqualTo("login_blocked"));
    }

    @Test
    void uses_are_taken_before_the_work() {
        JsonNode signedIn = api.signIn("uses@example.com", 1);
        String id = signedIn.path("device_session_id").asString();
        api.clock.advance(Duration.ofMinutes(10));
        String use = "{'device_session_id':'%s','at':'%s','country':'FR'}";
        assertThat(api.post(
                                "/session-uses",
                                "{'uses':[%s,%s]}"
                                        .formatted(
                                                use.formatted(id, api.clock.instant()),
                                                use.formatted("unknown", api.clock.instant())))
                        .ok()
                        .path("accepted")
                        .intValue())
                .isEqualTo(2);
        await().untilAsserted(() ->
                assertThat(session(id).path("last_country").asString()).isEqualTo("FR"));
        api.post("/session-uses", "{'uses':[]}").invalid("uses");
        api.post("/session-uses", "{'uses':[{'device_session_id':'x','at':'yesterday'}]}")
                .invalid("uses[0].at");
    }

    @Test
    void nothing_undelivered_is_an_empty_list() {
        assertThat(api.get("/mail/undelivered").ok().toString()).isEqualTo("{\"items\":[],\"next_page_token\":null}");
        api.get("/mail/undelivered?page_token=nonsense").invalid("page_token");
    }

    @Test
    void every_route_accepts_its_roles_and_no_other() {
        String[] roles = {"gateway", "web", "admin", "console", "auth", "lobby", "geo", "billing"};
        try (Api guarded = new Api(topology, Api.callers(roles), Map.of())) {
            for (Operation operation : Api.CONTRACT.operations()) {
                if (!operation.path().startsWith(Api.BASE)) {
                    continue;
                }
                Set<String> allowed = Api.CONTRACT.roles(operation);
                String path = operation
                        .path()
                        .substring(Api.BASE.length())
                        .replace("{user_id}", "usr_00000000000000000000000000")
                        .replace("{device_session_id}", "dvs_00000000000000000000000000")
                        .replace("{challenge_id}", "chl_00000000000000000000000000");
                for (String role : roles) {
                    var reply = guarded.call(
                            operation.method(),
                            path,
                            operation.method().equals("POST") ? "{}" : "",
                            Map.of("Authorization", "Bearer token-of-" + role));
                    if (allowed.contains(role)) {
                        assertThat(reply.status())
                                .as("%s by %s", operation, role)
                                .isIn(200, 400, 404);
                    } else {
                        reply.refused(403, "permission_denied");
                    }
                }
                guarded.call(operation.method(), path, operation.method().equals("POST") ? "{}" : "", Map.of())
                        .refused(401, "unauthenticated");
            }
        }
    }

    @Test
    void no_address_and_no_code_is_in_metrics_or_events() throws IOException {
        JsonNode signedIn = api.signIn("marked-address@example.com", 1);
        assertThat(signedIn.path("created").booleanValue()).isTrue();
        var bytes = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(bytes, api.registry.scrape());
        String metrics = bytes.toString(StandardCharsets.UTF_8);
        assertThat(metrics)
                .doesNotContain("marked-address")
                .contains(
                        "auth_codes_requested_total{outcome=\"sent\"}",
                        "auth_codes_confirmed_total{outcome=\"signed_in\"}",
                        "auth_sessions_created_total{kind=\"cookie\"}",
                        "auth_follower_lag_seconds",
                        "auth_relay_lag_seconds",
                        "auth_mail_queue");
    }
}

package galaxy.auth.api;

import static galaxy.auth.api.Api.CLIENT;
import static galaxy.auth.api.Api.cookie;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.Topology;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Blocks through auth, and what players learn of them. */
class BlockRoutesIT {
    private static final String BLOCK = "'reason_code':'chargeback','actor':{'type':'admin','id':'adm_7'}";
    private static Api api;

    @BeforeAll
    static void start() {
        api = Api.open(Topology.STAND_ALONE);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Api.Reply block(String email, String more, String key) {
        return api.call(
                "POST",
                "/user-blocks/by-email",
                "{'email':'%s',%s%s}".formatted(email, BLOCK, more),
                Map.of("Idempotency-Key", key));
    }

    @Test
    void a_key_is_passed_on_to_users_and_so_is_their_refusal() {
        JsonNode first = block("keyed@example.com", "", "key-1").ok();
        assertThat(first.path("outcome").asString()).isEqualTo("blocked");
        assertThat(block("keyed@example.com", "", "key-1").ok())
                .as("the response that is kept under the key")
                .isEqualTo(first);
        assertThat(block("keyed@example.com", "", "key-2").ok().path("outcome").asString())
                .isEqualTo("already_blocked");
        block("keyed@example.com", ",'expires_at':'2027-01-01T00:00:00Z'", "key-1")
                .refused(409, "conflict");
        block("keyed@example.com", "", "k".repeat(1000)).refused(400, "invalid_request");
    }

    @Test
    void the_end_of_a_block_is_shown_after_a_right_code_and_none_where_there_is_none() {
        api.clock.advance(Duration.ofHours(3));
        String challenge = api.send("ending@example.com").text("challenge_id");
        block("ending@example.com", ",'expires_at':'2027-01-01T00:00:00Z'", "key-3")
                .ok();
        assertThat(details(challenge))
                .contains(
                        "{\"field\":\"block_reason_code\",\"reason\":\"chargeback\"}",
                        "{\"field\":\"blocked_until\",\"reason\":\"2027-01-01T00:00:00.000Z\"}")
                .doesNotContain("user_id");
        block("ending@example.com", "", "key-4").ok();
        assertThat(details(challenge)).doesNotContain("blocked_until");
    }

    private static String details(String challenge) {
        return api.confirm(challenge, api.code(challenge), cookie(1))
                .refused(403, "login_blocked")
                .json()
                .at("/error/details")
                .toString();
    }

    /** As where the store was put back without its stream. */
    @Test
    void a_block_ends_sessions_also_after_the_stream_of_events_was_lost() {
        JsonNode signedIn = api.signIn("lost@example.com", 1);
        String session =
                "/device-sessions/" + signedIn.path("device_session_id").asString();
        api.deleteEvents();
        api.users("/users/" + signedIn.path("user_id").asString() + "/block", "{" + BLOCK + "}")
                .ok();
        await().untilAsserted(() -> assertThat(
                        api.get(session).ok().path("end_reason_code").asString())
                .isEqualTo("login_blocked"));
    }

    @Test
    void more_than_five_hundred_uses_at_once_and_an_id_that_is_none() {
        String use = "{'device_session_id':'x','at':'2026-03-01T12:00:00Z'}";
        assertThat(api.post("/session-uses", "{'uses':[" + (use + ",").repeat(499) + use + "]}")
                        .ok()
                        .path("accepted")
                        .intValue())
                .isEqualTo(500);
        api.post("/session-uses", "{'uses':[" + (use + ",").repeat(500) + use + "]}")
                .invalid("uses");
        api.post("/device-sessions/nonsense/revoke", "{" + BLOCK + "}").refused(404, "session_not_found");
    }

    @Test
    void a_code_is_read_as_keyboards_and_copies_write_it() {
        api.clock.advance(Duration.ofHours(3));
        Api.Reply sent =
                api.post("/sign-in/challenges", "{'email':'digits@example.com','locale':'ar',%s}".formatted(CLIENT));
        String challenge = sent.text("challenge_id");
        String code = api.code(challenge);
        String left = code.substring(0, 4);
        String right = code.substring(4);
        JsonNode signedIn = api.confirm(challenge, code, cookie(1)).ok();
        assertThat(signedIn.path("server_time").asString())
                .isEqualTo(api.clock.instant().toString().replace("Z", ".000Z"));
        for (int zero : new int[] {'\u0660', '\u06f0', '\u0966', '\uff10'}) {
            String typed = code.chars()
                    .mapToObj(digit -> Character.toString(zero + digit - '0'))
                    .reduce("", String::concat);
            assertThat(api.confirm(challenge, typed, cookie(1)).ok()).isEqualTo(signedIn);
        }
        for (String between : new String[] {"\u00a0", "\u2009", "\u2013", "\u2212", "\u200b"}) {
            assertThat(api.confirm(challenge, "\u2066" + left + between + right + "\u2069\ufeff\\r\\n", cookie(1))
                            .ok())
                    .isEqualTo(signedIn);
        }
        api.confirm(challenge, "Code: " + code, cookie(1)).invalid("code");
    }
}

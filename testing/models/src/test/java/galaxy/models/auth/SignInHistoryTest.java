package galaxy.models.auth;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.models.auth.Response.Shown;
import galaxy.models.auth.Response.SignedIn;
import galaxy.models.auth.Response.WrongCode;
import galaxy.models.auth.SignInHistory.Violation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule finds a fault that is planted. */
final class SignInHistoryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final End.Cause STOLEN = new End.Cause("stolen", "admin:ops-7");
    private static final int MOST = 2;

    private final SignInHistory history = new SignInHistory();
    private final Map<String, Session> there = new HashMap<>();

    private void confirmed(String challenge, Response response) {
        history.answered(new Request.Confirm(challenge, "code", "key", Optional.empty()), response);
    }

    private void signedIn(String challenge, String session, String user) {
        confirmed(challenge, new SignedIn(session, user, false, NOW));
        there.put(session, session(session, user));
    }

    private static Session session(String id, String user) {
        return Session.begun(new Session.Start(id, user, "key", Optional.empty()), NOW, Rules.STANDARD);
    }

    private static Session ended(Session session, Instant at) {
        return session.ended(new End(at, "revoked", STOLEN));
    }

    private void shown(Session session) {
        history.answered(new Request.Show(session.id()), new Shown(Optional.of(session)));
    }

    private List<String> violated(String... blocked) {
        return history.violations(id -> Optional.ofNullable(there.get(id)), Set.of(blocked), MOST).stream()
                .map(Violation::rule)
                .distinct()
                .toList();
    }

    @Test
    void finds_nothing_where_all_is_right() {
        for (int left = 4; left > 0; left--) {
            confirmed("chl_1", new WrongCode(left));
        }
        signedIn("chl_1", "dvs_1", "usr_1");
        signedIn("chl_1", "dvs_1", "usr_1");
        signedIn("chl_2", "dvs_2", "usr_1");
        Session end = ended(session("dvs_2", "usr_1"), NOW);
        shown(end);
        there.put("dvs_2", end);
        assertThat(violated("usr_2")).isEmpty();
        assertThat(history.sessions()).containsExactlyInAnyOrder("dvs_1", "dvs_2");
    }

    @Test
    void finds_a_sixth_comparison() {
        for (int left = 4; left >= 0; left--) {
            confirmed("chl_1", new WrongCode(left));
        }
        assertThat(violated()).isEmpty();
        signedIn("chl_1", "dvs_1", "usr_1");
        assertThat(violated()).containsExactly(SignInHistory.COMPARED);
    }

    @Test
    void finds_two_comparisons_that_were_counted_as_one() {
        confirmed("chl_1", new WrongCode(4));
        confirmed("chl_1", new WrongCode(4));
        assertThat(violated()).containsExactly(SignInHistory.COMPARED);
    }

    @Test
    void finds_two_sessions_of_a_challenge_and_two_challenges_of_a_session() {
        signedIn("chl_1", "dvs_1", "usr_1");
        signedIn("chl_1", "dvs_2", "usr_1");
        assertThat(violated()).containsExactly(SignInHistory.ONE_SESSION);
        var other = new SignInHistoryTest();
        other.signedIn("chl_1", "dvs_1", "usr_1");
        other.signedIn("chl_2", "dvs_1", "usr_1");
        assertThat(other.violated()).containsExactly(SignInHistory.ONE_SESSION);
    }

    @Test
    void finds_a_session_that_is_gone() {
        signedIn("chl_1", "dvs_1", "usr_1");
        there.clear();
        assertThat(violated()).containsExactly(SignInHistory.THERE);
    }

    @Test
    void finds_an_end_that_was_taken_back_or_replaced() {
        signedIn("chl_1", "dvs_1", "usr_1");
        shown(ended(session("dvs_1", "usr_1"), NOW));
        assertThat(violated()).containsExactly(SignInHistory.THERE);
        there.put("dvs_1", ended(session("dvs_1", "usr_1"), NOW.plusSeconds(1)));
        assertThat(violated()).containsExactly(SignInHistory.THERE);
    }

    @Test
    void finds_an_active_session_of_a_user_who_is_blocked() {
        signedIn("chl_1", "dvs_1", "usr_1");
        assertThat(violated("usr_1")).containsExactly(SignInHistory.NOT_BLOCKED);
    }

    @Test
    void finds_more_sessions_than_there_may_be() {
        for (int i = 0; i <= MOST; i++) {
            signedIn("chl_" + i, "dvs_" + i, "usr_1");
        }
        assertThat(violated()).containsExactly(SignInHistory.NOT_TOO_MANY);
    }
}

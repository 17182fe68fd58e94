package galaxy.models.auth;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.models.auth.Response.Blocked;
import galaxy.models.auth.Response.Expired;
import galaxy.models.auth.Response.Limited;
import galaxy.models.auth.Response.Listed;
import galaxy.models.auth.Response.SignedIn;
import galaxy.models.auth.Response.WrongCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The rows of the contract that the model stands for. */
final class AuthModelTest {
    private static final String EMAIL = "pilot@example.com";
    private static final End.Cause STOLEN = new End.Cause("stolen", "admin:ops-7");

    private final AuthModel model =
            new AuthModel(new Rules(Duration.ofDays(30), Duration.ofDays(180), 2, new Rules.Limits(5, 10, 50, 7)));
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int drawn;

    private final AuthModel.Draws draws = new AuthModel.Draws() {
        @Override
        public String challengeId() {
            return "chl_" + drawn++;
        }

        @Override
        public String code(String challengeId) {
            return "code of " + challengeId;
        }

        @Override
        public String userId() {
            return "usr_" + drawn++;
        }

        @Override
        public String sessionId() {
            return "dvs_" + drawn++;
        }
    };

    private Response serve(Request request) {
        return model.serve(request, now, draws);
    }

    private String send(String email) {
        now = now.plus(Duration.ofHours(3));
        return ((Response.Sent) serve(new Request.Send(email, Optional.empty()))).challengeId();
    }

    private Response confirm(String challenge, String code, String credential) {
        return serve(new Request.Confirm(challenge, code, credential, Optional.empty()));
    }

    private SignedIn signIn(String email) {
        String challenge = send(email);
        return (SignedIn) confirm(challenge, draws.code(challenge), "key of " + challenge);
    }

    private Listed list(String userId, boolean all) {
        return (Listed) serve(new Request.ListSessions(userId, all));
    }

    @Test
    void a_challenge_has_one_session_with_one_credential() {
        String challenge = send(EMAIL);
        Response first = confirm(challenge, draws.code(challenge), "one");
        assertThat(confirm(challenge, draws.code(challenge), "one")).isEqualTo(first);
        assertThat(confirm(challenge, draws.code(challenge), "two")).isEqualTo(new Expired());
        now = now.plus(Duration.ofMinutes(30));
        assertThat(confirm(challenge, draws.code(challenge), "one")).isEqualTo(new Expired());
    }

    @Test
    void five_codes_are_compared() {
        String challenge = send(EMAIL);
        for (int left = 4; left >= 0; left--) {
            assertThat(confirm(challenge, "wrong", "one")).isEqualTo(new WrongCode(left));
        }
        assertThat(confirm(challenge, draws.code(challenge), "one")).isEqualTo(new Response.Undecided());
        now = now.plusSeconds(3);
        assertThat(confirm(challenge, draws.code(challenge), "one")).isEqualTo(new Expired());
    }

    @Test
    void too_many_wrong_codes_in_a_row_pause_the_mailbox_for_a_day() {
        String first = send(EMAIL);
        String second = send(EMAIL);
        for (int i = 0; i < 5; i++) {
            confirm(second, "wrong", "one");
        }
        assertThat(confirm(first, "wrong", "one")).isEqualTo(new Expired());
        String third = send("PILOT+tag@example.com");
        confirm(third, "wrong", "one");
        confirm(third, "wrong", "one");
        assertThat(confirm(third, draws.code(third), "one")).isEqualTo(new Limited(Duration.ofDays(1)));
        assertThat(serve(new Request.Send(EMAIL, Optional.empty()))).isEqualTo(new Limited(Duration.ofDays(1)));
    }

    @Test
    void codes_are_30_60_and_then_120_seconds_apart_and_5_an_hour() {
        send(EMAIL);
        for (int seconds : new int[] {30, 60, 120, 120}) {
            assertThat(serve(new Request.Send(EMAIL, Optional.empty())))
                    .isEqualTo(new Limited(Duration.ofSeconds(seconds)));
            now = now.plusSeconds(seconds);
            assertThat(serve(new Request.Send(EMAIL, Optional.empty()))).isInstanceOf(Response.Sent.class);
        }
        assertThat(serve(new Request.Send(EMAIL, Optional.empty())))
                .isEqualTo(new Limited(Duration.ofHours(1).minusSeconds(30 + 60 + 120 + 120)));
    }

    @Test
    void a_code_is_sent_again_while_it_is_open_and_has_three_minutes() {
        String challenge = send(EMAIL);
        now = now.plus(Duration.ofMinutes(7));
        assertThat(serve(new Request.Send(EMAIL, Optional.of(challenge))))
                .isEqualTo(new Response.Sent(challenge, Duration.ofMinutes(3), Duration.ofMinutes(1)));
        now = now.plus(Duration.ofMinutes(2));
        assertThat(((Response.Sent) serve(new Request.Send(EMAIL, Optional.of(challenge)))).challengeId())
                .isNotEqualTo(challenge);
    }

    @Test
    void a_block_ends_sessions_and_shows_itself_after_a_right_code_alone() {
        SignedIn session = signIn(EMAIL);
        assertThat(serve(new Request.Block(EMAIL, "chargeback", "admin:ops-7")))
                .isEqualTo(new Response.BlockedNow(true, Optional.of(session.userId()), 1));
        String challenge = send(EMAIL);
        assertThat(confirm(challenge, "wrong", "one")).isEqualTo(new WrongCode(4));
        assertThat(confirm(challenge, draws.code(challenge), "one"))
                .isEqualTo(new Blocked(Optional.of(session.userId()), "chargeback"));
        serve(new Request.Unblock(EMAIL));
        assertThat(confirm(challenge, draws.code(challenge), "one")).isInstanceOf(SignedIn.class);
    }

    @Test
    void the_least_recently_used_session_is_displaced() {
        SignedIn first = signIn(EMAIL);
        SignedIn second = signIn(EMAIL);
        now = now.plusSeconds(1);
        serve(new Request.Use(first.sessionId(), now, Optional.of("DE")));
        SignedIn third = signIn("Pilot@Example.com");
        assertThat(list(first.userId(), false).sessions())
                .extracting(Session::id)
                .containsExactly(third.sessionId(), first.sessionId());
        assertThat(list(first.userId(), true).sessions())
                .filteredOn(session -> session.id().equals(second.sessionId()))
                .extracting(Session::end)
                .containsExactly(Optional.of(End.displaced(third.endsAt().minus(Duration.ofDays(180)))));
    }

    @Test
    void an_end_is_the_first_one_and_the_clock_makes_one_too() {
        SignedIn session = signIn(EMAIL);
        Instant end = now.plus(Duration.ofDays(30));
        now = end;
        var shown = (Response.Shown) serve(new Request.Revoke(session.sessionId(), Optional.empty(), STOLEN));
        assertThat(shown.session().orElseThrow().end()).contains(End.expired(end, "idle_timeout"));
        SignedIn other = signIn(EMAIL);
        serve(new Request.Revoke(other.sessionId(), Optional.of("usr_else"), STOLEN));
        assertThat(serve(new Request.RevokeAll(other.userId(), Optional.of(other.sessionId()), STOLEN)))
                .isEqualTo(new Response.Revoked(0));
        assertThat(serve(new Request.RevokeAll(other.userId(), Optional.empty(), STOLEN)))
                .isEqualTo(new Response.Revoked(1));
    }
}

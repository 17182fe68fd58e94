package galaxy.auth.flow;

import static galaxy.auth.flow.World.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.auth.mail.MailKind;
import galaxy.auth.session.EndSessions;
import galaxy.auth.session.SessionUses;
import galaxy.auth.session.Sessions;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import galaxy.sessions.Session;
import galaxy.sessions.Session.Ended;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions: listed, used and ended. */
class SessionsIT extends OnEachTopology {
    private static final EndSessions SIGN_OUT = new EndSessions(
            Ended.REVOKED,
            "signed_out",
            Actor.of("user", "someone"),
            new Cause("self_service", Optional.of("gateway"), Optional.of("request-1"), Optional.empty()));

    @Test
    void a_session_that_was_revoked_keeps_its_first_end() {
        var signedIn = world.signIn(EMAIL, 1);
        Sessions sessions = world.caller().sessions();
        assertThat(sessions.revoke(signedIn.sessionId(), Optional.of(UserId.of("usr_other")), SIGN_OUT))
                .as("of another user")
                .isEmpty();
        Instant end = world.clock.instant();
        var shown = sessions.revoke(signedIn.sessionId(), Optional.of(signedIn.userId()), SIGN_OUT)
                .orElseThrow();
        assertThat(shown.session().status(end)).isEqualTo(Session.Status.REVOKED);
        world.clock.advance(Duration.ofMinutes(1));
        var again = sessions.revoke(
                signedIn.sessionId(),
                Optional.empty(),
                new EndSessions(Ended.REVOKED, "other", Actor.of("admin", "ops-7"), World.CAUSE));
        assertThat(again.orElseThrow().session().ended().orElseThrow().at()).isEqualTo(end);
        assertThat(ended(signedIn.sessionId()).reason()).isEqualTo("signed_out");
        assertThat(sessions.revoke(SessionId.of("dvs_0123456789abcdefghjkmnpqrs"), Optional.empty(), SIGN_OUT))
                .isEmpty();
        assertThat(world.active(signedIn.userId())).isEmpty();
        assertThat(sessions.of(signedIn.userId(), true)).hasSize(1);
    }

    @Test
    void all_sessions_but_one_end_in_one_commit() {
        var first = world.signIn(EMAIL, 1);
        world.signIn(EMAIL, 2);
        world.signIn(EMAIL, 3);
        Sessions sessions = world.caller().sessions();
        assertThat(sessions.revokeAll(first.userId(), Optional.of(first.sessionId()), SIGN_OUT))
                .isEqualTo(2);
        assertThat(world.active(first.userId())).extracting(Sessions.Shown::id).containsExactly(first.sessionId());
        assertThat(sessions.revokeAll(first.userId(), Optional.empty(), SIGN_OUT))
                .isEqualTo(1);
        assertThat(sessions.revokeAll(first.userId(), Optional.empty(), SIGN_OUT))
                .isZero();
        assertThat(sessions.revokeAll(UserId.of("usr_0123456789abcdefghjkmnpqrs"), Optional.empty(), SIGN_OUT))
                .isZero();
    }

    @Test
    void sessions_are_listed_newest_first_and_ended_ones_for_thirty_days() {
        List<SessionId> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.addFirst(world.signIn(EMAIL, i).sessionId());
        }
        UserId userId = world.userOf(EMAIL);
        assertThat(world.active(userId)).extracting(Sessions.Shown::id).isEqualTo(made);
        world.caller().sessions().revokeAll(userId, Optional.empty(), SIGN_OUT);
        assertThat(world.caller().sessions().of(userId, true))
                .extracting(Sessions.Shown::id)
                .isEqualTo(made);
        world.clock.advance(Duration.ofDays(30));
        assertThat(world.caller().sessions().of(userId, true)).isEmpty();
        assertThat(world.caller().sessions().of(UserId.of("usr_0123456789abcdefghjkmnpqrs"), true))
                .isEmpty();
    }

    @Test
    void the_eleventh_session_takes_the_place_of_the_least_recently_used() throws Exception {
        var first = world.signIn(EMAIL, 0);
        var second = world.signIn(EMAIL, 1);
        for (int i = 2; i < 10; i++) {
            world.signIn(EMAIL, i);
        }
        world.clock.advance(Duration.ofHours(1));
        world.caller()
                .uses()
                .report(List.of(new SessionUses.Use(first.sessionId(), world.clock.instant(), Optional.empty())));
        await().until(() -> session(first.sessionId()).seenAt().equals(world.clock.instant()));
        world.signIn(EMAIL, 10);
        assertThat(world.active(first.userId())).hasSize(10);
        assertThat(ended(second.sessionId()).reason()).isEqualTo("displaced");
        assertThat(session(first.sessionId()).ended()).isEmpty();
    }

    @Test
    void a_second_device_is_announced_by_mail() {
        var first = world.signIn(EMAIL, 1);
        assertThat(world.mails).doesNotContain(first.sessionId() + ".1");
        var second = world.signIn(EMAIL, 2);
        assertThat(world.mails).contains(second.sessionId() + ".1");
        assertThat(world.caller()
                        .store()
                        .mails()
                        .read(second.sessionId() + ".1")
                        .orElseThrow()
                        .mail()
                        .kind())
                .isEqualTo(MailKind.NEW_DEVICE);
    }

    @Test
    void an_end_by_the_clock_is_written_down_by_the_sweeper() {
        var signedIn = world.signIn(EMAIL, 1);
        Instant idle = world.clock.instant().plus(Duration.ofDays(30));
        world.clock.set(idle);
        assertThat(world.active(signedIn.userId())).isEmpty();
        assertThat(session(signedIn.sessionId()).ended()).isEmpty();
        var caller = world.caller();
        try (var work = caller.store().work(caller.sessions()::sweep, mail -> {})) {
            work.prepare();
            work.sweep();
        }
        assertThat(ended(signedIn.sessionId()))
                .isEqualTo(new Ended(idle, Ended.EXPIRED, "idle_timeout", Actor.of("service", "auth")));
        assertThat(world.count("ended expired")).isEqualTo(1);
    }

    @Test
    void a_use_moves_the_idle_end_once_in_ten_minutes() {
        var signedIn = world.signIn(EMAIL, 1);
        Instant created = world.clock.instant();
        use(signedIn.sessionId(), Duration.ofMinutes(9));
        assertThat(session(signedIn.sessionId()).seenAt()).isEqualTo(created);
        use(signedIn.sessionId(), Duration.ofMinutes(1));
        Session used = session(signedIn.sessionId());
        assertThat(used.seenAt()).isEqualTo(created.plus(Duration.ofMinutes(10)));
        assertThat(used.country()).contains(CountryCode.of("FR"));
        assertThat(used.idleEndsAt()).isEqualTo(used.seenAt().plus(Duration.ofDays(30)));
    }

    private void use(SessionId id, Duration later) {
        world.clock.advance(later);
        Instant now = world.clock.instant();
        int asked = world.users.calls.size();
        world.caller().uses().report(List.of(new SessionUses.Use(id, now, Optional.of(CountryCode.of("FR")))));
        await().until(() -> world.users.calls.size() > asked);
    }

    @Test
    void what_is_stored_is_kept_as_long_as_the_page_says() {
        var signedIn = world.signIn(EMAIL, 1);
        assertThat(world.lives("session"))
                .hasSize(1)
                .allSatisfy((key, life) -> assertThat(life).isNegative());
        assertThat(world.lives("sessions"))
                .hasSize(1)
                .allSatisfy((key, life) -> assertThat(life).isNegative());
        assertKept("challenge", Duration.ofMinutes(30));
        assertKept("limits", Duration.ofDays(30));
        world.caller().sessions().revokeAll(signedIn.userId(), Optional.empty(), SIGN_OUT);
        assertKept("session", Duration.ofDays(30));
        assertKept("sessions", Duration.ofDays(30));
    }

    @Test
    void a_block_of_a_user_without_sessions_is_kept_for_thirty_days() {
        world.events().read(blockEvent(UserId.of("usr_0123456789abcdefghjkmnpqrs"), world.clock.instant()));
        assertKept("sessions", Duration.ofDays(30));
    }

    private void assertKept(String kind, Duration life) {
        assertThat(world.lives(kind))
                .as(kind)
                .hasSize(1)
                .allSatisfy((key, left) -> assertThat(left).isBetween(life.minusSeconds(20), life.plusSeconds(10)));
    }
}

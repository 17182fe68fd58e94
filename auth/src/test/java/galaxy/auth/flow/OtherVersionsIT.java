package galaxy.auth.flow;

import static galaxy.auth.flow.World.EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.session.EndSessions;
import galaxy.auth.session.SessionUses;
import galaxy.auth.session.Sessions;
import galaxy.kernel.Actor;
import galaxy.kernel.UserId;
import galaxy.sessions.Session.Ended;
import galaxy.sessions.SessionId;
import galaxy.store.UnreadableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Records that another version wrote, or that are broken: what is unknown is kept, and costs nothing else. */
class OtherVersionsIT extends OnEachTopology {
    private static final EndSessions END =
            new EndSessions(Ended.REVOKED, "signed_out", Actor.of("user", "someone"), World.CAUSE);

    private static String withField(String record) {
        return record.replaceFirst("\\{", "{\"shoe_size\":43,");
    }

    @Test
    void sessions_keep_what_is_unknown_through_writes() {
        var first = world.signIn(EMAIL, 1);
        world.edit("session", OtherVersionsIT::withField);
        world.edit("sessions", OtherVersionsIT::withField);
        world.clock.advance(Duration.ofHours(1));
        world.caller()
                .uses()
                .report(List.of(new SessionUses.Use(first.sessionId(), world.clock.instant(), Optional.empty())));
        assertThat(world.records("session")).singleElement().asString().contains("\"shoe_size\":43");
        world.signIn(EMAIL, 2);
        assertThat(world.active(first.userId())).hasSize(2);
        world.caller().sessions().revoke(first.sessionId(), Optional.empty(), END);
        assertThat(ended(first.sessionId()).reason()).isEqualTo("signed_out");
        assertThat(world.records("session"))
                .hasSize(2)
                .filteredOn(record -> record.contains("\"signed_out\""))
                .singleElement()
                .asString()
                .contains("\"shoe_size\":43");
        assertThat(world.records("sessions")).singleElement().asString().contains("\"shoe_size\":43");
    }

    @Test
    void challenges_and_limits_keep_what_is_unknown_through_writes() {
        ChallengeId id = world.challenge(EMAIL);
        world.edit("challenge", OtherVersionsIT::withField);
        world.edit("limits", OtherVersionsIT::withField);
        assertThat(confirm(id, World.wrong(world.code(id)), 1)).isNotInstanceOf(Outcome.SignedIn.class);
        assertThat(confirm(id, world.code(id), 1)).isInstanceOf(Outcome.SignedIn.class);
        assertThat(world.records("challenge")).singleElement().asString().contains("\"shoe_size\":43", "\"bound\"");
        assertThat(world.records("limits"))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record).contains("\"shoe_size\":43"));
    }

    @Test
    void a_broken_session_costs_its_own_line() {
        var broken = world.signIn(EMAIL, 1);
        world.edit("session", record -> "garbage");
        SessionId second = world.signIn(EMAIL, 2).sessionId();
        UserId userId = broken.userId();
        assertThat(world.active(userId)).extracting(Sessions.Shown::id).containsExactly(second);
        assertThat(world.caller().sessions().revokeAll(userId, Optional.empty(), END))
                .isEqualTo(1);
        assertThat(world.active(userId)).isEmpty();
        assertThat(world.caller().sessions().of(userId, true))
                .extracting(Sessions.Shown::id)
                .containsExactly(second);
        assertThat(world.records("session")).contains("garbage");
    }

    @Test
    void a_broken_list_of_sessions_is_not_taken_for_an_empty_one() {
        UserId userId = world.signIn(EMAIL, 1).userId();
        world.edit("sessions", record -> "garbage");
        assertThatThrownBy(() -> world.active(userId)).isInstanceOf(UnreadableRecordException.class);
        assertThat(world.records("sessions")).containsExactly("garbage");
    }
}

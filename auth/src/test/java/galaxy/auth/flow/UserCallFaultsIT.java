package galaxy.auth.flow;

import static galaxy.auth.flow.World.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.session.Sessions;
import galaxy.kernel.UnavailableException;
import org.junit.jupiter.api.Test;

/** Calls to users that fail in a confirmation: before users did their work, and after it. */
class UserCallFaultsIT extends OnEachTopology {
    /** Two forms of the address are asked for, the user is made, and users are asked once more. */
    private static final int CALLS = 4;

    @Test
    void a_call_that_fails_spends_no_code_and_leaves_one_user_and_one_session() {
        for (KnownUsers.Failure failure : KnownUsers.Failure.values()) {
            for (int call = 0; call < CALLS; call++) {
                failed(failure, call);
            }
        }
    }

    private void failed(KnownUsers.Failure failure, int call) {
        String name = failure + " at call " + call;
        String email = "Pilot-%s-%d@Example.com".formatted(failure, call);
        ChallengeId id = world.challenge(email);
        int before = world.users.count();
        world.users.fail(failure, call);
        assertThatThrownBy(() -> world.confirm(id, credential(1))).as(name).isInstanceOf(UnavailableException.class);
        Outcome.SignedIn signedIn = (Outcome.SignedIn) world.confirm(id, credential(1));
        assertThat(world.users.count() - before).as(name).isEqualTo(1);
        assertThat(world.active(signedIn.userId()))
                .as(name)
                .extracting(Sessions.Shown::id)
                .containsExactly(signedIn.sessionId());
        boolean isLost = failure == KnownUsers.Failure.AFTER && call == CALLS - 2;
        assertThat(signedIn.isCreated())
                .as(name + ": false only if the response that said so was lost")
                .isNotEqualTo(isLost);
        assertThat(world.confirm(id, credential(1))).as(name).isEqualTo(signedIn);
    }
}

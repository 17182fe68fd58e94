package galaxy.auth.flow;

import static galaxy.auth.flow.World.credential;
import static galaxy.auth.flow.World.request;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.session.Sessions;
import galaxy.kernel.UnavailableException;
import galaxy.store.ScriptInterceptor;
import galaxy.store.StoreUnavailableException;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Fault;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A fault at every step of a confirmation. */
class StepFaultsIT extends OnEachTopology {
    /** A crash, a lost reply, a stall, a late or repeated delivery and a rival at each script of a confirmation. */
    @Test
    void a_fault_at_any_step_leaves_one_user_and_one_session() {
        for (Fault fault : Fault.values()) {
            int steps = 0;
            boolean happened = true;
            while (happened) {
                happened = faulty(fault, steps);
                steps++;
            }
            assertThat(steps).as("scripts of a confirmation under " + fault).isGreaterThan(4);
        }
    }

    private boolean faulty(Fault fault, int at) {
        String email = "pilot-" + fault.name().toLowerCase(Locale.ROOT) + "-" + at + "@example.com";
        ChallengeId id = world.challenge(email);
        var request = world.confirmation(id, world.code(id), credential(at));
        var step = new FaultyStep(
                at,
                fault,
                () -> new StoreUnavailableException(StoreUnavailableException.Fate.UNKNOWN, "planted", null),
                () -> world.caller().confirm().confirm(request));
        try {
            world.caller(new ScriptInterceptor() {
                        @Override
                        public <T> T around(String script, Supplier<T> send) {
                            return step.around(script, send);
                        }
                    })
                    .confirm()
                    .confirm(request);
        } catch (FaultyStep.Crash | UnavailableException expected) {
            assertThat(step.happened()).isTrue();
        }
        Outcome.SignedIn after = (Outcome.SignedIn) world.caller().confirm().confirm(request);
        step.deliverLate();
        assertThat(world.caller().confirm().confirm(request)).isEqualTo(after);
        assertThat(world.active(after.userId()))
                .as("%s at %d", fault, at)
                .extracting(Sessions.Shown::id)
                .containsExactly(after.sessionId());
        assertThat(world.caller()
                        .store()
                        .challenges()
                        .read(id)
                        .orElseThrow()
                        .challenge()
                        .orElseThrow()
                        .attempts())
                .isLessThanOrEqualTo(6);
        return step.happened();
    }
}

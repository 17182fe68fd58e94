package galaxy.auth.flow;

import static galaxy.auth.flow.World.credential;
import static galaxy.auth.flow.World.request;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.challenge.SendCode;
import galaxy.auth.session.Sessions;
import galaxy.kernel.UnavailableException;
import galaxy.store.ScriptInterceptor;
import galaxy.store.StoreUnavailableException;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Fault;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A fault at every step of a confirmation. */
class StepFaultsIT extends OnEachTopology {
    /** Two budgets and one commit. */
    private static final int SEND_STEPS = 3;

    private int senders = 1;

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

    /** The same of a send: what was answered or not, the player gets a code and is limited as if nothing had happened. */
    @Test
    void a_fault_at_any_step_of_a_send_leaves_all_of_it_or_nothing() {
        for (Fault fault : Fault.values()) {
            for (int at = 0; at < SEND_STEPS; at++) {
                faultySend(fault, at);
            }
        }
    }

    private void faultySend(Fault fault, int at) {
        String email = "sender-" + fault.name().toLowerCase(Locale.ROOT) + "-" + at + "@example.com";
        var request = World.request(email, Optional.empty(), "198.51.100." + senders++);
        var store = world.caller().store().challenges();
        String digest = store.digest(request.address());
        var step = step(fault, at, () -> world.caller().send().send(request));
        int mails = world.mails.size();
        try {
            world.caller(interceptor(step)).send().send(request);
        } catch (FaultyStep.Crash | UnavailableException expected) {
            assertThat(step.happened()).isTrue();
        }
        step.deliverLate();
        int sends = store.read(digest, Optional.empty()).limits().sends().size();
        assertThat(sends).as("%s at %d", fault, at).isBetween(0, 1);
        assertThat(world.mailsDue(email))
                .as("mails that wait: %s at %d", fault, at)
                .isEqualTo(sends);
        assertThat(world.mails.size() - mails)
                .as("the rest is found by the sweeper")
                .isBetween(0, sends);
        world.clock.advance(Duration.ofMinutes(1));
        assertThat(world.caller().send().send(request)).isInstanceOf(SendCode.Outcome.Sent.class);
    }

    private static FaultyStep step(Fault fault, int at, Runnable rival) {
        return new FaultyStep(
                at,
                fault,
                () -> new StoreUnavailableException(StoreUnavailableException.Fate.UNKNOWN, "planted", null),
                rival);
    }

    private static ScriptInterceptor interceptor(FaultyStep step) {
        return new ScriptInterceptor() {
            @Override
            public <T> T around(String script, Supplier<T> send) {
                return step.around(script, send);
            }
        };
    }

    private boolean faulty(Fault fault, int at) {
        String email = "pilot-" + fault.name().toLowerCase(Locale.ROOT) + "-" + at + "@example.com";
        ChallengeId id = world.challenge(email);
        var request = world.confirmation(id, world.code(id), credential(at));
        var step = step(fault, at, () -> world.caller().confirm().confirm(request));
        try {
            world.caller(interceptor(step)).confirm().confirm(request);
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

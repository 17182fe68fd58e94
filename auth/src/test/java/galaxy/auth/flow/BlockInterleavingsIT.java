package galaxy.auth.flow;

import static galaxy.auth.flow.World.credential;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.store.ScriptInterceptor;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A block of the user at every moment of a confirmation, with its event at once, after the confirmation, and both. */
class BlockInterleavingsIT extends OnEachTopology {
    /** The attempt, the proof, the user, the session. */
    private static final int COMMITS = 4;

    /** The user is looked for, and asked for once more before the session. */
    private static final int CALLS = 2;

    private int number;

    enum Event {
        AT_ONCE,
        LATE,
        TWICE
    }

    /** Before or after a commit or a call. */
    private record Moment(boolean isCall, int at, boolean isAfter) {
        /** Whether the block comes before users are asked the last time, or before they have decided. */
        boolean isSeenByUsers() {
            return isCall ? at < CALLS - 1 || !isAfter : at < COMMITS - 1;
        }

        boolean isBeforeTheSession() {
            return isCall || at < COMMITS - 1 || !isAfter;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_block_at_any_moment_leaves_no_session(Event event) {
        for (boolean isAfter : new boolean[] {false, true}) {
            for (int at = 0; at < COMMITS; at++) {
                blocked(event, new Moment(false, at, isAfter));
            }
            for (int at = 0; at < CALLS; at++) {
                blocked(event, new Moment(true, at, isAfter));
            }
        }
    }

    private void blocked(Event event, Moment moment) {
        String email = "pilot-" + number++ + "@example.com";
        if (number % 2 == 0) {
            world.signIn(email, 1);
        } else {
            world.users.ensure(EmailAddress.of(email), "en", "UTC", World.CAUSE);
        }
        UserId userId = world.userOf(email);
        ChallengeId id = world.challenge(email);
        var entry = blockEvent(userId, world.clock.instant());
        Runnable block = () -> {
            world.users.block(email);
            if (event != Event.LATE) {
                world.events().read(entry);
            }
        };
        if (moment.isCall()) {
            world.users.during(moment.at(), moment.isAfter(), block);
        }
        var request = world.confirmation(id, world.code(id), credential(2));
        Outcome outcome = world.caller(during(moment, block)).confirm().confirm(request);
        if (event != Event.AT_ONCE) {
            world.events().read(entry);
        }
        boolean isRefused = moment.isSeenByUsers() || (event != Event.LATE && moment.isBeforeTheSession());
        assertThat(outcome)
                .as("%s at %s", event, moment)
                .isInstanceOf(isRefused ? Outcome.Blocked.class : Outcome.SignedIn.class);
        assertThat(world.active(userId)).as("%s at %s", event, moment).isEmpty();
        assertThat(world.caller().confirm().confirm(request))
                .as("again: %s at %s", event, moment)
                .isNotInstanceOf(Outcome.SignedIn.class);
    }

    private static ScriptInterceptor during(Moment moment, Runnable block) {
        return new ScriptInterceptor() {
            private int count;

            @Override
            public <T> T around(String script, Supplier<T> send) {
                boolean isNow = count++ == moment.at() && !moment.isCall();
                if (isNow && !moment.isAfter()) {
                    block.run();
                }
                T reply = send.get();
                if (isNow && moment.isAfter()) {
                    block.run();
                }
                return reply;
            }
        };
    }
}

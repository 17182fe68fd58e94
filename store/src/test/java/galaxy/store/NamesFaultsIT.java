package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.store.StoreUnavailableException.Fate;
import galaxy.testkit.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every step of a creation and of a rename, of names with two keys, stopped, lost or repeated: the next caller completes it. */
@ParameterizedClass
@EnumSource(Topology.class)
class NamesFaultsIT {

    /** A fault of the calling process at one step. */
    enum Fault {
        CRASH_BEFORE,
        CRASH_AFTER,
        LOST_REPLY,
        TWICE
    }

    /** How it is finished. */
    enum Finish {
        NEXT_CALLER,
        SWEEPER
    }

    private static final class Crash extends RuntimeException {}

    /** Lets one fault happen at one step. */
    private static final class At implements ScriptInterceptor {
        private final int step;
        private final Fault fault;
        private int steps;
        private boolean happened;

        At(int step, Fault fault) {
            this.step = step;
            this.fault = fault;
        }

        @Override
        public <T> T around(String script, Supplier<T> send) {
            if (steps++ != step) {
                return send.get();
            }
            happened = true;
            return switch (fault) {
                case CRASH_BEFORE -> throw new Crash();
                case CRASH_AFTER -> {
                    var _ = send.get();
                    throw new Crash();
                }
                case LOST_REPLY -> {
                    var _ = send.get();
                    throw new StoreUnavailableException(Fate.UNKNOWN, "lost");
                }
                case TWICE -> {
                    var _ = send.get();
                    yield send.get();
                }
            };
        }
    }

    /** Remembers what was sent, to send it again at the worst time. */
    private static final class Late implements ScriptInterceptor {
        private final List<Supplier<?>> sent = new ArrayList<>();

        void sendAgain() {
            for (Supplier<?> each : sent) {
                var _ = each.get();
            }
        }

        @Override
        public <T> T around(String script, Supplier<T> send) {
            sent.add(send);
            return send.get();
        }
    }

    @Parameter
    Topology topology;

    NameFixture fixture;

    @BeforeEach
    void open() {
        fixture = new NameFixture(topology.freshUri());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void the_next_caller_finishes_a_creation_and_a_rename(Fault fault) {
        everyStep(fault, Finish.NEXT_CALLER);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void the_sweeper_finishes_a_creation_and_a_rename(Fault fault) {
        everyStep(fault, Finish.SWEEPER);
    }

    private void everyStep(Fault fault, Finish finish) {
        int creations = steps(fault, finish, "new", List.of());
        int renames = steps(fault, finish, "old", List.of("Old"));
        assertThat(creations).isGreaterThanOrEqualTo(2);
        assertThat(renames).isGreaterThanOrEqualTo(4);
    }

    /** Runs a change again and again, with the fault at its first step, its second and so on; counts the steps. */
    private int steps(Fault fault, Finish finish, String kind, List<String> before) {
        for (int step = 0; ; step++) {
            var id = "%s-%s-%s-%d".formatted(kind, fault, finish, step);
            before.forEach(old -> fixture.create(id, old + id + "+Kept" + id));
            String sign = "Sign" + id + "+kept" + id;
            fixture.owners.intend(id, sign);
            var at = new At(step, fault);
            try {
                fixture.drivenBy(at).settle(id);
            } catch (Crash | StoreUnavailableException e) {
                assertThat(at.happened).isTrue();
            }
            if (finish == Finish.NEXT_CALLER) {
                fixture.names.settle(id);
            }
            fixture.sweepLater();
            fixture.settledAs(id, sign, ("Old" + id).toLowerCase(java.util.Locale.ROOT));
            if (!at.happened) {
                return step;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void late_duplicates_of_every_step_change_nothing_in_the_end(boolean backwards) {
        var late = new Late();
        var driver = fixture.drivenBy(late);
        fixture.create("p1", "Ace");
        for (var sign : List.of("Bee+Two", "Cat+Two", "BEE", "Dog+Two")) {
            fixture.owners.intend("p1", sign);
            driver.settle("p1");
        }
        assertThat(late.sent).hasSizeGreaterThanOrEqualTo(16);
        if (backwards) {
            Collections.reverse(late.sent);
        }
        late.sendAgain();
        fixture.sweepLater();
        fixture.settledAs("p1", "Dog+Two", "ace", "bee", "cat");

        fixture.create("p2", "Bee");
        late.sendAgain();
        fixture.sweepLater();
        fixture.settledAs("p1", "Dog+Two", "ace", "cat");
        fixture.settledAs("p2", "Bee");
    }
}

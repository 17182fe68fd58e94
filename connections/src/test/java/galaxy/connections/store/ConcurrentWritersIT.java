package galaxy.connections.store;

import static galaxy.connections.store.Scenario.COMET;
import static galaxy.connections.store.Scenario.FANCY;
import static galaxy.connections.store.Scenario.NOVA;
import static galaxy.connections.store.Scenario.OTHER;
import static galaxy.connections.store.Scenario.OWNER;
import static galaxy.connections.store.Scenario.PILOT;
import static galaxy.connections.store.Scenario.PLAIN;
import static galaxy.connections.store.Scenario.VEGA;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Crash;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.PausedCaller;
import galaxy.testkit.Topology;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two callers who get in each other's way at every step: the first stops before step i, the second runs up to step j, the
 * first continues to its end, then the second.
 */
@ParameterizedClass
@EnumSource(Topology.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentWritersIT {
    private static final int MORE_STEPS_THAN_ANY = 40;

    @Parameter
    private Topology topology;

    private ConnectionsFixture fixture;
    private ExecutorService threads;

    /** Two callers, and what was there before them. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Pair {
        TWO_USERS_WANT_ONE_USERNAME(
                scenario -> scenario.ask(Scenario.username(PILOT, COMET)),
                scenario -> Scenario.username(PILOT, NOVA),
                scenario -> Scenario.whole(OTHER, NOVA, FANCY)),
        TWO_USERS_WANT_EACH_OTHERS_USERNAME(
                scenario -> scenario.ask(Scenario.username(PILOT, COMET), Scenario.username(OTHER, NOVA)),
                scenario -> Scenario.username(PILOT, NOVA),
                scenario -> Scenario.username(OTHER, COMET)),
        ONE_LEAVES_A_USERNAME_THAT_ANOTHER_WANTS(
                scenario -> scenario.ask(Scenario.username(PILOT, NOVA)),
                scenario -> Scenario.username(PILOT, COMET),
                scenario -> Scenario.username(OTHER, NOVA)),
        ONE_USER_WANTS_TWO_USERNAMES(
                scenario -> {},
                scenario -> Scenario.whole(PILOT, NOVA, PLAIN),
                scenario -> Scenario.whole(PILOT, COMET, FANCY)),
        ONE_USER_WANTS_ONE_USERNAME_TWICE(
                scenario -> {}, scenario -> Scenario.username(PILOT, NOVA), scenario -> Scenario.username(PILOT, NOVA)),
        A_PUBLIC_PROFILE_AND_A_WHOLE_ONE(
                scenario -> scenario.ask(Scenario.username(PILOT, COMET)),
                scenario -> Scenario.shown(PILOT, PLAIN),
                scenario -> Scenario.whole(PILOT, NOVA, FANCY)),
        A_USERNAME_MEETS_ONE_LEFT_BEHIND_AND_SO_DOES_THE_SWEEPER(
                leftBehind(1, scenario -> Scenario.whole(PILOT, VEGA, FANCY)),
                scenario -> Scenario.username(PILOT, NOVA),
                scenario -> Operation.sweep()),
        TWO_USES_BY_ONE_REQUEST(
                scenario -> scenario.ask(scenario.linkFor(2)),
                scenario -> scenario.use(PILOT, "one"),
                scenario -> scenario.use(PILOT, "one")),
        TWO_USES_BY_ONE_USER(
                scenario -> scenario.ask(scenario.linkFor(0)),
                scenario -> scenario.use(PILOT, "one"),
                scenario -> scenario.use(PILOT, "two")),
        TWO_USERS_WANT_THE_LAST_USE(
                scenario -> scenario.ask(scenario.linkFor(1)),
                scenario -> scenario.use(PILOT, "one"),
                scenario -> scenario.use(OTHER, "one")),
        A_USE_AND_A_REVOCATION(
                scenario -> scenario.ask(scenario.linkFor(2)),
                scenario -> scenario.use(PILOT, "one"),
                scenario -> scenario.revoke("two")),
        A_USE_AND_THE_REMOVAL_OF_WHAT_IT_ADDS(
                scenario -> scenario.ask(scenario.linkFor(2)),
                scenario -> scenario.use(PILOT, "one"),
                scenario -> Operation.remove(PILOT, OWNER)),
        A_USE_AND_THE_REMOVAL_OF_WHAT_WAS_THERE(
                scenario -> scenario.ask(scenario.linkFor(2), Operation.add(PILOT, OWNER)),
                scenario -> scenario.use(PILOT, "one"),
                scenario -> Operation.remove(PILOT, OWNER)),
        A_USE_AND_AN_ADDITION_BY_HAND(
                scenario -> scenario.ask(scenario.linkFor(2)),
                scenario -> scenario.use(PILOT, "one"),
                scenario -> Operation.add(PILOT, OWNER)),
        A_USE_LEFT_BEHIND_IS_REPEATED_AND_SWEPT(
                scenario -> {
                    scenario.ask(scenario.linkFor(2));
                    leftBehind(0, left -> left.use(PILOT, "one")).accept(scenario);
                },
                scenario -> scenario.use(PILOT, "one"),
                scenario -> Operation.sweep()),
        TWO_REVOCATIONS(
                scenario -> scenario.ask(scenario.linkFor(2)),
                scenario -> scenario.revoke("one"),
                scenario -> scenario.revoke("two")),
        TWO_LINKS_BY_ONE_REQUEST(
                scenario -> scenario.ask(scenario.linkFor(2)),
                scenario -> oneMore(scenario),
                scenario -> oneMore(scenario)),
        AN_ADDITION_AND_A_REMOVAL(
                scenario -> scenario.ask(scenario.linkFor(2), Operation.add(PILOT, OWNER)),
                scenario -> Operation.add(PILOT, OWNER),
                scenario -> Operation.remove(PILOT, OWNER));

        private final Consumer<Scenario> before;
        private final Function<Scenario, Operation> first;
        private final Function<Scenario, Operation> second;

        Pair(Consumer<Scenario> before, Function<Scenario, Operation> first, Function<Scenario, Operation> second) {
            this.before = before;
            this.first = first;
            this.second = second;
        }
    }

    private static Operation oneMore(Scenario scenario) {
        return Operation.create(scenario.fixture, OWNER, Optional.empty(), 1, "one more");
    }

    /** A caller has crashed after a step of this, long enough ago for the sweeper to complete it. */
    private static Consumer<Scenario> leftBehind(int step, Function<Scenario, Operation> operation) {
        return scenario -> {
            try {
                scenario.ask(
                        operation.apply(scenario),
                        new FaultyStep(step, Fault.CRASH_AFTER, ConnectionsFixture::lost, () -> {})::around);
            } catch (Crash e) {
                assertThat(scenario.fixture.look().hasWork()).isTrue();
            }
        };
    }

    @BeforeParameterizedClassInvocation
    void open() {
        fixture = new ConnectionsFixture(topology, 2);
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterParameterizedClassInvocation
    void close() {
        threads.close();
        fixture.close();
    }

    @ParameterizedTest
    @EnumSource
    void competing_callers_reach_one_result_at_every_pair_of_steps(Pair pair) {
        interleave(pair, pair.first, pair.second);
        if (topology == Topology.STAND_ALONE) {
            interleave(pair, pair.second, pair.first);
        }
    }

    private void interleave(Pair pair, Function<Scenario, Operation> first, Function<Scenario, Operation> second) {
        boolean firstStops = true;
        for (int i = 0; firstStops; i++) {
            assertThat(i).isLessThan(MORE_STEPS_THAN_ANY);
            boolean secondStops = true;
            for (int j = 0; firstStops && secondStops; j++) {
                assertThat(j).isLessThan(MORE_STEPS_THAN_ANY);
                var scenario = new Scenario(fixture);
                pair.before.accept(scenario);
                scenario.moveTime();
                try (var a = paused(i, scenario, first);
                        var b = paused(j, scenario, second)) {
                    firstStops = a.isPaused();
                    secondStops = b.isPaused();
                    a.finish();
                    scenario.mustBeSafe();
                    b.finish();
                    scenario.sweptMustBeClean();
                    scenario.mustAgree();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(
                            "%s, %s first: %d/%d".formatted(pair, first.equals(pair.first) ? "one" : "other", i, j), e);
                }
            }
        }
    }

    private PausedCaller<Object> paused(int stopBefore, Scenario scenario, Function<Scenario, Operation> operation) {
        Operation asked = operation.apply(scenario);
        return new PausedCaller<>(stopBefore, paused -> scenario.ask(asked, paused::around), threads);
    }
}

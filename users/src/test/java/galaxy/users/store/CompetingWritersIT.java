package galaxy.users.store;

import static galaxy.users.store.StoreScenario.COMET;
import static galaxy.users.store.StoreScenario.ELSEWHERE;
import static galaxy.users.store.StoreScenario.NOVA;
import static galaxy.users.store.StoreScenario.NOVA_AGAIN;
import static galaxy.users.store.StoreScenario.OTHER;
import static galaxy.users.store.StoreScenario.PILOT;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.store.ScriptInterceptor;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.PausedCaller;
import galaxy.testkit.Topology;
import galaxy.users.account.BlockChange;
import galaxy.users.account.Outcome;
import galaxy.users.account.Refusal;
import galaxy.users.racename.RaceName;
import galaxy.users.registration.Registrations.Ensured;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
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
 * Two competing callers at every step: the first stops before step i, the second runs up to step j, the
 * first goes on to its end, then the second.
 */
@ParameterizedClass
@EnumSource(Topology.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompetingWritersIT {
    private static final int MORE_STEPS_THAN_ANY = 60;

    @Parameter
    private Topology topology;

    private Universe universe;
    private ExecutorService threads;

    @FunctionalInterface
    private interface Act extends BiFunction<StoreScenario, ScriptInterceptor, Object> {}

    private static Act create(EmailAddress email) {
        return (scenario, steps) -> scenario.ensure(email, steps);
    }

    private static Act rename(EmailAddress email, RaceName name) {
        return (scenario, steps) -> new Renamed(email, name, scenario.rename(email, name, steps));
    }

    private static Act renameToTheDrawnName(EmailAddress email) {
        return (scenario, steps) -> rename(email, scenario.drawn()).apply(scenario, steps);
    }

    private static Consumer<StoreScenario> users(EmailAddress... emails) {
        return scenario -> List.of(emails).forEach(email -> scenario.ensure(email, ScriptInterceptor.RUN));
    }

    private static Consumer<StoreScenario> named(EmailAddress email, RaceName name) {
        return scenario -> scenario.rename(email, name, ScriptInterceptor.RUN);
    }

    private static Consumer<StoreScenario> pending(EmailAddress email, RaceName name) {
        return scenario -> {
            try {
                var step = new FaultyStep(1, FaultyStep.Fault.CRASH_BEFORE, Universe::lost, () -> {});
                scenario.rename(email, name, step::around);
            } catch (FaultyStep.Crash e) {
                scenario.universe.clock.advance(Universe.GRACE);
            }
        };
    }

    private static Object sweep(StoreScenario scenario, ScriptInterceptor steps) {
        scenario.universe.caller(steps).work().sweep();
        return "swept";
    }

    /** A requested name, its user, and the outcome. */
    private record Renamed(EmailAddress email, RaceName name, Outcome outcome) {}

    /** Two callers, and what was there before them. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Pair {
        TWO_CREATE_ONE_USER(scenario -> {}, create(PILOT), create(PILOT)),
        TWO_CREATE_ONE_USER_IN_STEPS(
                scenario -> {},
                (scenario, steps) -> scenario.ensureInSteps(PILOT, steps),
                (scenario, steps) -> scenario.ensureInSteps(PILOT, steps)),
        TWO_USERS_REQUEST_ONE_NAME(users(PILOT, OTHER), rename(PILOT, NOVA), rename(OTHER, NOVA_AGAIN)),
        ONE_USER_REQUESTS_TWO_NAMES(users(PILOT), rename(PILOT, NOVA), rename(PILOT, COMET)),
        ONE_USER_REQUESTS_ONE_NAME_TWICE(users(PILOT), rename(PILOT, NOVA), rename(PILOT, NOVA)),
        A_RENAME_AND_THE_SWEEPER(
                users(PILOT).andThen(scenario -> scenario.universe.clock.advance(Universe.GRACE)),
                rename(PILOT, NOVA),
                CompetingWritersIT::sweep),
        A_RENAME_AND_THE_SWEEPER_AFTER_A_PENDING_ONE(
                users(PILOT).andThen(pending(PILOT, COMET)), rename(PILOT, NOVA), CompetingWritersIT::sweep),
        A_CREATION_AND_A_BLOCK(scenario -> {}, create(PILOT), (scenario, steps) -> scenario.block(PILOT, steps)),
        A_RENAME_AND_A_BLOCK(users(PILOT), rename(PILOT, NOVA), (scenario, steps) -> scenario.block(PILOT, steps)),
        A_CREATION_AND_A_RENAME_TO_THE_GENERATED_NAME(
                users(OTHER),
                (scenario, steps) -> scenario.ensureWithTheDrawnName(PILOT, steps),
                renameToTheDrawnName(OTHER)),
        A_CREATION_AND_A_RENAME_FROM_ELSEWHERE_TO_THE_GENERATED_NAME(
                users(ELSEWHERE),
                (scenario, steps) -> scenario.ensureWithTheDrawnName(PILOT, steps),
                renameToTheDrawnName(ELSEWHERE)),
        A_CREATION_AND_ONE_WHO_LEAVES_THE_GENERATED_NAME(
                users(ELSEWHERE)
                        .andThen(scenario -> scenario.rename(ELSEWHERE, scenario.drawn(), ScriptInterceptor.RUN)),
                (scenario, steps) -> scenario.ensureWithTheDrawnName(PILOT, steps),
                rename(ELSEWHERE, NOVA)),
        TWO_CREATIONS_WITH_ONE_GENERATED_NAME(
                scenario -> {},
                (scenario, steps) -> scenario.ensureWithTheDrawnName(PILOT, steps),
                (scenario, steps) -> scenario.ensureWithTheDrawnName(OTHER, steps)),
        ONE_LEAVES_A_NAME_THAT_ANOTHER_WANTS(
                users(PILOT, OTHER).andThen(named(PILOT, NOVA)), rename(PILOT, COMET), rename(OTHER, NOVA)),
        ONE_RESPELLS_A_NAME_THAT_ANOTHER_WANTS(
                users(PILOT, OTHER).andThen(named(PILOT, NOVA)), rename(PILOT, NOVA_AGAIN), rename(OTHER, NOVA)),
        ONE_USER_RESPELLS_AND_LEAVES_A_NAME(
                users(PILOT).andThen(named(PILOT, NOVA)), rename(PILOT, NOVA_AGAIN), rename(PILOT, COMET));

        private final Consumer<StoreScenario> before;
        private final Act first;
        private final Act second;

        Pair(Consumer<StoreScenario> before, Act first, Act second) {
            this.before = before;
            this.first = first;
            this.second = second;
        }
    }

    @BeforeParameterizedClassInvocation
    void open() {
        universe = new Universe(topology, 2);
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterParameterizedClassInvocation
    void close() {
        threads.close();
        universe.close();
    }

    @ParameterizedTest
    @EnumSource
    void competing_writers_reach_one_result_in_every_order(Pair pair) {
        interleave(pair, pair.first, pair.second);
        if (topology == Topology.STAND_ALONE) {
            interleave(pair, pair.second, pair.first);
        }
    }

    private void interleave(Pair pair, Act first, Act second) {
        boolean firstStops = true;
        for (int i = 0; firstStops; i++) {
            assertThat(i).isLessThan(MORE_STEPS_THAN_ANY);
            boolean secondStops = true;
            for (int j = 0; firstStops && secondStops; j++) {
                assertThat(j).isLessThan(MORE_STEPS_THAN_ANY);
                var scenario = new StoreScenario(universe);
                pair.before.accept(scenario);
                try (var a = new PausedCaller<Object>(i, asked(first, scenario), threads);
                        var b = new PausedCaller<Object>(j, asked(second, scenario), threads)) {
                    firstStops = a.isPaused();
                    secondStops = b.isPaused();
                    scenario.mustBeSafeAndListed();
                    Object firstResult = a.finish();
                    scenario.mustBeSafe();
                    Object secondResult = b.finish();
                    mustAgree(scenario, scenario.sweptMustBeClean(), List.of(firstResult, secondResult));
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(
                            "%s, %s first: %d/%d".formatted(pair, first.equals(pair.first) ? "one" : "other", i, j), e);
                }
            }
        }
    }

    private static Function<PausedCaller<Object>, Object> asked(Act act, StoreScenario scenario) {
        return paused -> act.apply(scenario, paused::around);
    }

    /** The outcomes agree with the store, and each change was announced once. */
    private static void mustAgree(StoreScenario scenario, StoreContent content, List<Object> outcomes) {
        Set<UserId> ids = new HashSet<>();
        int made = 0;
        for (Object answer : outcomes) {
            switch (answer) {
                case Ensured ensured -> {
                    made += ensured.isCreated() ? 1 : 0;
                    StoreScenario.userId(ensured.standing()).ifPresent(ids::add);
                }
                case BlockChange change -> {
                    assertThat(change.isChanged()).isTrue();
                    change.userId().ifPresent(ids::add);
                }
                default -> {}
            }
        }
        assertThat(content.accounts.keySet()).containsAll(ids);
        assertThat(made).isLessThanOrEqualTo(content.accounts.size());
        content.subjects.forEach((email, subject) -> subject.userId()
                .ifPresent(userId -> assertThat(content.accounts).containsKey(userId)));
        List<Renamed> renames = outcomes.stream()
                .filter(Renamed.class::isInstance)
                .map(Renamed.class::cast)
                .toList();
        for (Renamed rename : renames) {
            List<String> names = content.renames(scenario.userOf(rename.email()));
            long wanted = renames.stream()
                    .filter(other ->
                            other.email().equals(rename.email()) && other.name().equals(rename.name()))
                    .count();
            int events = Collections.frequency(names, rename.name().value());
            switch (rename.outcome()) {
                case Outcome.Done(var account) -> {
                    assertThat(account.raceName()).as("the name in an outcome").isEqualTo(rename.name());
                    assertThat(events).as("events of one rename").isEqualTo(1);
                }
                case Outcome.Refused(Refusal refusal) -> {
                    assertThat(refusal).isIn(Refusal.Conflict.NAME_TAKEN, new Refusal.LoginBlocked());
                    assertThat(events).as("events of a refused rename").isZero();
                    assertThat(wanted).isOne();
                }
                case Outcome.UnknownUser unknown -> throw new AssertionError(unknown);
                case Outcome.KeyReused reused -> throw new AssertionError(reused);
            }
        }
    }
}

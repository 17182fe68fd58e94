package galaxy.users.store;

import static galaxy.users.store.StoreScenario.COMET;
import static galaxy.users.store.StoreScenario.ELSEWHERE;
import static galaxy.users.store.StoreScenario.NOVA;
import static galaxy.users.store.StoreScenario.NOVA_AGAIN;
import static galaxy.users.store.StoreScenario.OTHER;
import static galaxy.users.store.StoreScenario.PILOT;
import static galaxy.users.store.StoreScenario.QUASAR;
import static galaxy.users.store.StoreScenario.VEGA;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.TryAgainException;
import galaxy.kernel.UserId;
import galaxy.store.ScriptInterceptor;
import galaxy.store.StoreUnavailableException;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Crash;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.Topology;
import galaxy.users.account.BlockChange;
import galaxy.users.account.Outcome;
import galaxy.users.racename.RaceName;
import galaxy.users.registration.Registrations.Ensured;
import galaxy.users.registration.Registrations.Standing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every step of every command on a name or an e-mail address fails in every way, while others do something else. */
@ParameterizedClass
@EnumSource(Topology.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepFaultsIT {
    private static final int MORE_STEPS_THAN_ANY = 40;

    @Parameter
    private Topology topology;

    private Universe universe;

    /** What is done, and repeated by a caller who did not get the outcome. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Act {
        CREATE(scenario -> {}, (scenario, steps) -> scenario.ensure(PILOT, steps)),
        CREATE_WITH_A_TAKEN_NAME(
                scenario -> scenario.ensureWithTheDrawnName(OTHER, ScriptInterceptor.RUN),
                (scenario, steps) -> scenario.ensureWithTheDrawnName(PILOT, steps)),
        CREATE_IN_STEPS(scenario -> {}, (scenario, steps) -> scenario.ensureInSteps(PILOT, steps)),
        CREATE_WITH_A_CHOSEN_NAME(
                scenario -> {
                    scenario.ensure(ELSEWHERE, ScriptInterceptor.RUN);
                    scenario.rename(ELSEWHERE, scenario.drawn(), ScriptInterceptor.RUN);
                },
                (scenario, steps) -> scenario.ensureWithTheDrawnName(PILOT, steps)),
        RENAME(
                scenario -> scenario.ensure(PILOT, ScriptInterceptor.RUN),
                (scenario, steps) -> scenario.renameWithKey(PILOT, NOVA, steps)),
        RENAME_WITHOUT_A_KEY(
                scenario -> scenario.ensure(PILOT, ScriptInterceptor.RUN),
                (scenario, steps) -> scenario.rename(PILOT, NOVA, steps)),
        RENAME_THAT_LOSES(
                scenario -> {
                    scenario.ensure(PILOT, ScriptInterceptor.RUN);
                    scenario.ensure(OTHER, ScriptInterceptor.RUN);
                    scenario.rename(OTHER, NOVA, ScriptInterceptor.RUN);
                },
                (scenario, steps) -> scenario.renameWithKey(PILOT, NOVA_AGAIN, steps)),
        RESPELL(
                scenario -> {
                    scenario.ensure(PILOT, ScriptInterceptor.RUN);
                    scenario.rename(PILOT, NOVA, ScriptInterceptor.RUN);
                },
                (scenario, steps) -> scenario.renameWithKey(PILOT, NOVA_AGAIN, steps)),
        BLOCK_WITHOUT_A_USER(scenario -> {}, (scenario, steps) -> scenario.block(PILOT, steps)),
        BLOCK_A_USER(
                scenario -> scenario.ensure(PILOT, ScriptInterceptor.RUN),
                (scenario, steps) -> scenario.block(PILOT, steps));

        private final Consumer<StoreScenario> before;
        private final BiFunction<StoreScenario, ScriptInterceptor, Object> act;

        Act(Consumer<StoreScenario> before, BiFunction<StoreScenario, ScriptInterceptor, Object> act) {
            this.before = before;
            this.act = act;
        }
    }

    /** What others do while the caller stands still, or once it is gone. */
    private enum Meanwhile {
        NOTHING,
        THE_SAME,
        MOVE_ON,
        ANOTHER_USER,
        A_BLOCK,
        THE_SWEEPER;

        void run(Act act, StoreScenario scenario, List<Object> outcomes) {
            switch (this) {
                case NOTHING -> {}
                case THE_SAME -> outcomes.add(act.act.apply(scenario, ScriptInterceptor.RUN));
                case MOVE_ON -> {
                    scenario.ensure(PILOT, ScriptInterceptor.RUN);
                    if (scenario.findUserOf(PILOT).isPresent()) {
                        scenario.rename(PILOT, COMET, ScriptInterceptor.RUN);
                        scenario.rename(PILOT, VEGA, ScriptInterceptor.RUN);
                    }
                }
                case ANOTHER_USER -> {
                    scenario.ensureWithTheDrawnName(OTHER, ScriptInterceptor.RUN);
                    scenario.rename(OTHER, NOVA, ScriptInterceptor.RUN);
                    scenario.rename(OTHER, QUASAR, ScriptInterceptor.RUN);
                    scenario.rename(OTHER, scenario.drawn(), ScriptInterceptor.RUN);
                }
                case A_BLOCK -> scenario.block(PILOT, ScriptInterceptor.RUN);
                case THE_SWEEPER -> scenario.universe.sweep();
            }
        }
    }

    @BeforeParameterizedClassInvocation
    void open() {
        universe = new Universe(topology, 1);
    }

    @AfterParameterizedClassInvocation
    void close() {
        universe.close();
    }

    @ParameterizedTest
    @EnumSource
    void leaves_nothing_half_done_when_any_step_fails(Act act) {
        int runs = 0;
        for (Fault fault : Fault.values()) {
            for (Meanwhile meanwhile : meanwhiles(fault)) {
                int at = 0;
                while (at < MORE_STEPS_THAN_ANY && play(act, at, fault, meanwhile)) {
                    at++;
                    runs++;
                }
                assertThat(at).as("steps of %s", act).isBetween(1, MORE_STEPS_THAN_ANY - 1);
            }
        }
        assertThat(runs).isGreaterThanOrEqualTo(Fault.values().length);
    }

    /** All of them; on the cluster, where everything takes longer, every third, another for each fault. */
    private List<Meanwhile> meanwhiles(Fault fault) {
        List<Meanwhile> all = List.of(Meanwhile.values());
        if (topology == Topology.STAND_ALONE) {
            return all;
        }
        int shift = List.of(Fault.values()).indexOf(fault) % 3;
        return List.of(all.get(shift), all.get(shift + 3));
    }

    /** Found by the model: the claim that the sweeper had looked at was gone, and one like it came in late. */
    @Test
    void a_late_look_at_a_claim_hides_no_later_claim() {
        var scenario = new StoreScenario(universe);
        scenario.ensure(PILOT, ScriptInterceptor.RUN);
        var renaming = new FaultyStep(1, Fault.DELIVERED_AGAIN, Universe::lost, () -> {});
        scenario.rename(PILOT, NOVA, renaming::around);
        universe.clock.advance(Universe.GRACE);
        var looking = new FaultyStep(0, Fault.STALL, Universe::lost, () -> {
            scenario.rename(PILOT, COMET, ScriptInterceptor.RUN);
            renaming.deliverLate();
        });
        universe.caller(looking::around).work().sweep();
        assertThat(looking.happened()).isTrue();
        assertThat(universe.look().claims).as("the late claim").hasSize(2);
        scenario.sweptMustBeClean();
    }

    /** Found by torture: both callers got the result that they had blocked the address. */
    @Test
    void an_unconfirmed_block_is_not_reported_as_done_when_another_caller_did_it() {
        var scenario = new StoreScenario(universe);
        scenario.ensure(PILOT, ScriptInterceptor.RUN);
        BlockChange other = scenario.blockWhileAnotherIsLost(PILOT);
        assertThat(other.isChanged()).isTrue();
        assertThat(scenario.block(PILOT, ScriptInterceptor.RUN).isChanged()).isFalse();
        scenario.mustBeSafe();
    }

    /** @return whether there is such a step */
    private boolean play(Act act, int at, Fault fault, Meanwhile meanwhile) {
        var scenario = new StoreScenario(universe);
        act.before.accept(scenario);
        List<Object> outcomes = Collections.synchronizedList(new ArrayList<>());
        var step = new FaultyStep(at, fault, Universe::lost, () -> meanwhile.run(act, scenario, outcomes));
        try {
            Optional<Object> answer = attempt(act, scenario, step::around, fault);
            if (!step.happened()) {
                return false;
            }
            answer.ifPresent(outcomes::add);
            scenario.mustBeSafeAndListed();
            if (!fault.isOvertaken()) {
                meanwhile.run(act, scenario, outcomes);
            }
            step.deliverLate();
            scenario.mustBeSafe();
            Object again = act.act.apply(scenario, ScriptInterceptor.RUN);
            outcomes.add(again);
            step.deliverLate();
            StoreContent swept = scenario.sweptMustBeClean();
            step.deliverLate();
            outcomes.add(act.act.apply(scenario, ScriptInterceptor.RUN));
            StoreContent end = step.isLate()
                    ? scenario.sweptMustBeClean()
                    : scenario.mustBeSafe().mustBeClean();
            mustHaveReturnedTheSame(act, scenario, outcomes);
            mustHaveChangedOnce(act, scenario, end, outcomes);
            if (act != Act.RENAME_WITHOUT_A_KEY) {
                assertThat(end.events).as("a repetition changes nothing").isEqualTo(swept.events);
            }
            if (meanwhile == Meanwhile.A_BLOCK && again instanceof Ensured ensured) {
                assertThat(ensured.standing()).isInstanceOf(Standing.Blocked.class);
            }
            return true;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("%s, step %d: %s, meanwhile %s".formatted(act, at, fault, meanwhile), e);
        }
    }

    /** The outcome, or empty where the caller got only a failure. */
    private static Optional<Object> attempt(Act act, StoreScenario scenario, ScriptInterceptor step, Fault fault) {
        try {
            return Optional.of(act.act.apply(scenario, step));
        } catch (Crash e) {
            return Optional.empty();
        } catch (StoreUnavailableException | TryAgainException e) {
            assertThat(fault).as("what excuses a failure").isNotIn(Fault.STALL, Fault.DELIVERED_AGAIN);
            return Optional.empty();
        }
    }

    private static void mustHaveReturnedTheSame(Act act, StoreScenario scenario, List<Object> results) {
        List<UserId> ids = results.stream().flatMap(StepFaultsIT::idOf).toList();
        assertThat(Set.copyOf(ids)).as("the ids that callers got").hasSizeLessThanOrEqualTo(1);
        ids.forEach(id -> assertThat(scenario.findUserOf(PILOT)).contains(id));
        List<Object> outcomes =
                results.stream().filter(Outcome.class::isInstance).toList();
        if (act != Act.RENAME_WITHOUT_A_KEY) {
            assertThat(Set.copyOf(outcomes))
                    .as("answers to one idempotency key")
                    .hasSizeLessThanOrEqualTo(1);
        }
        assertThat(results.stream().filter(answer -> answer instanceof Ensured made && made.isCreated()))
                .as("the callers who created the user")
                .hasSizeLessThanOrEqualTo(1);
    }

    private static Stream<UserId> idOf(Object answer) {
        return switch (answer) {
            case Ensured ensured -> StoreScenario.userId(ensured.standing()).stream();
            case BlockChange change -> change.userId().stream();
            case Outcome.Done done -> Stream.of(done.account().userId());
            default -> Stream.empty();
        };
    }

    private static void mustHaveChangedOnce(
            Act act, StoreScenario scenario, StoreContent content, List<Object> outcomes) {
        Optional<UserId> pilot = scenario.findUserOf(PILOT);
        List<String> renames = pilot.map(content::renames).orElse(List.of());
        for (RaceName name : List.of(COMET, VEGA)) {
            assertThat(Collections.frequency(renames, name.value())).isLessThanOrEqualTo(1);
        }
        int asked = Collections.frequency(renames, NOVA.value()) + Collections.frequency(renames, NOVA_AGAIN.value());
        switch (act) {
            case RENAME -> assertThat(asked).isEqualTo(outcomes.getLast() instanceof Outcome.Done ? 1 : 0);
            case RENAME_THAT_LOSES -> assertThat(asked).isEqualTo(outcomes.getLast() instanceof Outcome.Done ? 1 : 0);
            case RESPELL -> assertThat(asked).isEqualTo(outcomes.getLast() instanceof Outcome.Done ? 2 : 1);
            case RENAME_WITHOUT_A_KEY -> assertThat(asked).isLessThanOrEqualTo(outcomes.size() + 1);
            case CREATE, CREATE_IN_STEPS -> assertThat(asked).isZero();
            case CREATE_WITH_A_TAKEN_NAME, CREATE_WITH_A_CHOSEN_NAME ->
                assertThat(asked).isZero();
            case BLOCK_WITHOUT_A_USER, BLOCK_A_USER -> assertThat(asked).isZero();
        }
    }
}

package galaxy.users.store;

import static galaxy.users.store.Scene.COMET;
import static galaxy.users.store.Scene.NOVA;
import static galaxy.users.store.Scene.NOVA_AGAIN;
import static galaxy.users.store.Scene.PILOT;
import static galaxy.users.store.Scene.QUASAR;
import static galaxy.users.store.Scene.RIVAL;
import static galaxy.users.store.Scene.VEGA;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.TryAgainException;
import galaxy.kernel.UserId;
import galaxy.store.ScriptInterceptor;
import galaxy.store.StoreUnavailableException;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Crash;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.Topology;
import galaxy.users.account.Outcome;
import galaxy.users.racename.RaceName;
import galaxy.users.block.EmailBlocks.BlockChange;
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

/** Every step of whatever takes a name or an e-mail address, gone wrong in every way, whatever others do meanwhile. */
@ParameterizedClass
@EnumSource(Topology.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepFaultsIT {
    private static final int MORE_STEPS_THAN_ANY = 40;

    @Parameter
    private Topology topology;

    private Universe universe;

    /** What is done, and done again by a caller who was not told the answer. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Act {
        CREATE(scene -> {}, (scene, steps) -> scene.ensure(PILOT, steps)),
        CREATE_WHERE_THE_GENERATED_NAME_IS_TAKEN(
                scene -> scene.ensureWithTheDrawnName(RIVAL, ScriptInterceptor.RUN),
                (scene, steps) -> scene.ensureWithTheDrawnName(PILOT, steps)),
        RENAME(
                scene -> scene.ensure(PILOT, ScriptInterceptor.RUN),
                (scene, steps) -> scene.renameWithKey(PILOT, NOVA, steps)),
        RENAME_WITHOUT_A_KEY(
                scene -> scene.ensure(PILOT, ScriptInterceptor.RUN),
                (scene, steps) -> scene.rename(PILOT, NOVA, steps)),
        RENAME_THAT_LOSES(
                scene -> {
                    scene.ensure(PILOT, ScriptInterceptor.RUN);
                    scene.ensure(RIVAL, ScriptInterceptor.RUN);
                    scene.rename(RIVAL, NOVA, ScriptInterceptor.RUN);
                },
                (scene, steps) -> scene.renameWithKey(PILOT, NOVA_AGAIN, steps)),
        RESPELL(
                scene -> {
                    scene.ensure(PILOT, ScriptInterceptor.RUN);
                    scene.rename(PILOT, NOVA, ScriptInterceptor.RUN);
                },
                (scene, steps) -> scene.renameWithKey(PILOT, NOVA_AGAIN, steps)),
        BLOCK_NOBODY(scene -> {}, (scene, steps) -> scene.block(PILOT, steps)),
        BLOCK_SOMEBODY(
                scene -> scene.ensure(PILOT, ScriptInterceptor.RUN), (scene, steps) -> scene.block(PILOT, steps));

        private final Consumer<Scene> before;
        private final BiFunction<Scene, ScriptInterceptor, Object> act;

        Act(Consumer<Scene> before, BiFunction<Scene, ScriptInterceptor, Object> act) {
            this.before = before;
            this.act = act;
        }
    }

    /** What others do while the caller stands still, or once it is gone. */
    private enum Meanwhile {
        NOTHING,
        THE_SAME,
        MOVE_ON,
        A_RIVAL,
        A_BLOCK,
        THE_SWEEPER;

        void run(Act act, Scene scene, List<Object> told) {
            switch (this) {
                case NOTHING -> {}
                case THE_SAME -> told.add(act.act.apply(scene, ScriptInterceptor.RUN));
                case MOVE_ON -> {
                    scene.ensure(PILOT, ScriptInterceptor.RUN);
                    if (scene.findUserOf(PILOT).isPresent()) {
                        scene.rename(PILOT, COMET, ScriptInterceptor.RUN);
                        scene.rename(PILOT, VEGA, ScriptInterceptor.RUN);
                    }
                }
                case A_RIVAL -> {
                    scene.ensureWithTheDrawnName(RIVAL, ScriptInterceptor.RUN);
                    scene.rename(RIVAL, NOVA, ScriptInterceptor.RUN);
                    scene.rename(RIVAL, QUASAR, ScriptInterceptor.RUN);
                    scene.rename(RIVAL, Scene.drawn(), ScriptInterceptor.RUN);
                }
                case A_BLOCK -> scene.block(PILOT, ScriptInterceptor.RUN);
                case THE_SWEEPER -> scene.universe.sweep();
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
    void leaves_nothing_half_done_whichever_step_goes_wrong(Act act) {
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
    void a_look_at_a_claim_that_comes_back_late_hides_no_later_claim() {
        var scene = new Scene(universe);
        scene.ensure(PILOT, ScriptInterceptor.RUN);
        var renaming = new FaultyStep(1, Fault.DELIVERED_AGAIN, Universe::lost, () -> {});
        scene.rename(PILOT, NOVA, renaming::around);
        universe.clock.advance(Universe.GRACE);
        var looking = new FaultyStep(0, Fault.STALL, Universe::lost, () -> {
            scene.rename(PILOT, COMET, ScriptInterceptor.RUN);
            renaming.deliverLate();
        });
        universe.caller(looking::around).work().sweep();
        assertThat(looking.happened()).isTrue();
        assertThat(universe.look().claims).as("the late claim").hasSize(2);
        scene.sweptMustBeClean();
    }

    /** Found by torture: both were told that the block was theirs. */
    @Test
    void a_block_whose_fate_is_unknown_is_not_told_to_be_done_when_it_was_a_rival_who_did_it() {
        var scene = new Scene(universe);
        scene.ensure(PILOT, ScriptInterceptor.RUN);
        BlockChange rival = scene.blockWhileAnotherIsLost(PILOT);
        assertThat(rival.isChanged()).isTrue();
        assertThat(scene.block(PILOT, ScriptInterceptor.RUN).isChanged()).isFalse();
        scene.mustBeSafe();
    }

    /** @return whether there is such a step */
    private boolean play(Act act, int at, Fault fault, Meanwhile meanwhile) {
        var scene = new Scene(universe);
        act.before.accept(scene);
        List<Object> told = Collections.synchronizedList(new ArrayList<>());
        var step = new FaultyStep(at, fault, Universe::lost, () -> meanwhile.run(act, scene, told));
        try {
            Optional<Object> answer = attempt(act, scene, step::around, fault);
            if (!step.happened()) {
                return false;
            }
            answer.ifPresent(told::add);
            scene.mustBeSafeAndListed();
            if (!fault.isOvertaken()) {
                meanwhile.run(act, scene, told);
            }
            step.deliverLate();
            scene.mustBeSafe();
            Object again = act.act.apply(scene, ScriptInterceptor.RUN);
            told.add(again);
            step.deliverLate();
            Shelf swept = scene.sweptMustBeClean();
            step.deliverLate();
            told.add(act.act.apply(scene, ScriptInterceptor.RUN));
            Shelf end = step.isLate()
                    ? scene.sweptMustBeClean()
                    : scene.mustBeSafe().mustBeClean();
            mustHaveToldTheSame(act, scene, told);
            mustHaveChangedOnce(act, scene, end, told);
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

    /** The answer, or empty where the caller was told of no more than a failure. */
    private static Optional<Object> attempt(Act act, Scene scene, ScriptInterceptor step, Fault fault) {
        try {
            return Optional.of(act.act.apply(scene, step));
        } catch (Crash e) {
            return Optional.empty();
        } catch (StoreUnavailableException | TryAgainException e) {
            assertThat(fault).as("what excuses a failure").isNotIn(Fault.STALL, Fault.DELIVERED_AGAIN);
            return Optional.empty();
        }
    }

    private static void mustHaveToldTheSame(Act act, Scene scene, List<Object> told) {
        List<UserId> ids = told.stream().flatMap(StepFaultsIT::idOf).toList();
        assertThat(Set.copyOf(ids)).as("the ids that callers were told").hasSizeLessThanOrEqualTo(1);
        ids.forEach(id -> assertThat(scene.findUserOf(PILOT)).contains(id));
        List<Object> outcomes = told.stream().filter(Outcome.class::isInstance).toList();
        if (act != Act.RENAME_WITHOUT_A_KEY) {
            assertThat(Set.copyOf(outcomes))
                    .as("answers to one idempotency key")
                    .hasSizeLessThanOrEqualTo(1);
        }
        assertThat(told.stream().filter(answer -> answer instanceof Ensured made && made.isCreated()))
                .as("who was told to have made the user")
                .hasSizeLessThanOrEqualTo(1);
    }

    private static Stream<UserId> idOf(Object answer) {
        return switch (answer) {
            case Ensured ensured -> Scene.userId(ensured.standing()).stream();
            case BlockChange change -> change.userId().stream();
            case Outcome.Done done -> Stream.of(done.account().userId());
            default -> Stream.empty();
        };
    }

    private static void mustHaveChangedOnce(Act act, Scene scene, Shelf shelf, List<Object> told) {
        Optional<UserId> pilot = scene.findUserOf(PILOT);
        List<String> renames = pilot.map(shelf::renames).orElse(List.of());
        for (RaceName name : List.of(COMET, VEGA)) {
            assertThat(Collections.frequency(renames, name.value())).isLessThanOrEqualTo(1);
        }
        int asked = Collections.frequency(renames, NOVA.value()) + Collections.frequency(renames, NOVA_AGAIN.value());
        switch (act) {
            case RENAME -> assertThat(asked).isEqualTo(told.getLast() instanceof Outcome.Done ? 1 : 0);
            case RENAME_THAT_LOSES -> assertThat(asked).isEqualTo(told.getLast() instanceof Outcome.Done ? 1 : 0);
            case RESPELL -> assertThat(asked).isEqualTo(2);
            case RENAME_WITHOUT_A_KEY -> assertThat(asked).isLessThanOrEqualTo(told.size() + 1);
            case CREATE, CREATE_WHERE_THE_GENERATED_NAME_IS_TAKEN, BLOCK_NOBODY, BLOCK_SOMEBODY -> {
                assertThat(asked).isZero();
            }
        }
    }
}

package galaxy.connections.store;

import static galaxy.connections.store.Scene.COMET;
import static galaxy.connections.store.Scene.FANCY;
import static galaxy.connections.store.Scene.LYRA;
import static galaxy.connections.store.Scene.NOVA;
import static galaxy.connections.store.Scene.OWNER;
import static galaxy.connections.store.Scene.PILOT;
import static galaxy.connections.store.Scene.PLAIN;
import static galaxy.connections.store.Scene.QUASAR;
import static galaxy.connections.store.Scene.RIVAL;
import static galaxy.connections.store.Scene.VEGA;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.TryAgainException;
import galaxy.store.ScriptInterceptor;
import galaxy.store.StoreUnavailableException;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Crash;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.Topology;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every step of whatever changes something, gone wrong in every way, whatever others do meanwhile. */
@ParameterizedClass
@EnumSource(Topology.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepFaultsIT {
    private static final int MORE_STEPS_THAN_ANY = 40;

    @Parameter
    private Topology topology;

    private World world;

    /** What an act is about, and so who gets in its way. */
    private enum About {
        A_PROFILE,
        A_LINK
    }

    /** What is done, and done again by a caller who was not told the answer. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Act {
        CLAIM_A_USERNAME(About.A_PROFILE, scene -> {}, scene -> Scene.username(PILOT, NOVA)),
        CHANGE_THE_USERNAME(
                About.A_PROFILE,
                scene -> scene.ask(Scene.username(PILOT, COMET)),
                scene -> Scene.username(PILOT, NOVA)),
        CHANGE_THE_WHOLE_PROFILE(
                About.A_PROFILE,
                scene -> scene.ask(Scene.whole(PILOT, COMET, PLAIN)),
                scene -> Scene.whole(PILOT, NOVA, FANCY)),
        SHOW_SOMETHING_ELSE(
                About.A_PROFILE,
                scene -> scene.ask(Scene.whole(PILOT, NOVA, PLAIN)),
                scene -> Scene.shown(PILOT, FANCY)),
        LOSE_THE_USERNAME_OF_A_WHOLE_PROFILE(
                About.A_PROFILE,
                scene -> scene.ask(Scene.whole(PILOT, COMET, PLAIN), Scene.whole(RIVAL, NOVA, PLAIN)),
                scene -> Scene.whole(PILOT, NOVA, FANCY)),
        USE_A_LINK(About.A_LINK, scene -> scene.ask(scene.linkFor(2)), scene -> scene.use(PILOT, "one")),
        MAKE_THE_LAST_USE_OF_A_LINK(
                About.A_LINK, scene -> scene.ask(scene.linkFor(1)), scene -> scene.use(PILOT, "one")),
        USE_A_LINK_OF_A_CONTACT(
                About.A_LINK,
                scene -> scene.ask(scene.linkFor(2), Deed.add(PILOT, OWNER)),
                scene -> scene.use(PILOT, "one")),
        REVOKE_A_LINK(About.A_LINK, scene -> scene.ask(scene.linkFor(2)), scene -> scene.revoke("one")),
        MAKE_A_LINK(
                About.A_LINK,
                scene -> scene.ask(scene.linkFor(2)),
                scene -> Deed.create(scene.world, OWNER, Optional.empty(), 1, "one")),
        ADD_A_CONTACT(About.A_LINK, scene -> scene.ask(scene.linkFor(2)), scene -> Deed.add(PILOT, OWNER)),
        REMOVE_A_CONTACT(
                About.A_LINK,
                scene -> scene.ask(scene.linkFor(2), Deed.add(PILOT, OWNER)),
                scene -> Deed.remove(PILOT, OWNER));

        private final About about;
        private final Consumer<Scene> before;
        private final Function<Scene, Deed> deed;

        Act(About about, Consumer<Scene> before, Function<Scene, Deed> deed) {
            this.about = about;
            this.before = before;
            this.deed = deed;
        }
    }

    /** What others do while the caller stands still, or once it is gone. */
    private enum Meanwhile {
        NOTHING,
        THE_SAME,
        SOMETHING_ELSE,
        MOVE_ON,
        A_RIVAL,
        THE_SWEEPER;

        void run(Act act, Scene scene, Deed deed) {
            switch (this) {
                case NOTHING -> {}
                case THE_SAME -> scene.ask(deed);
                case SOMETHING_ELSE -> {
                    switch (act.about) {
                        case A_PROFILE -> scene.ask(Scene.shown(PILOT, PLAIN));
                        case A_LINK -> scene.ask(Deed.add(PILOT, OWNER));
                    }
                }
                case MOVE_ON -> {
                    switch (act.about) {
                        case A_PROFILE -> scene.ask(Scene.username(PILOT, VEGA), Scene.whole(PILOT, LYRA, PLAIN));
                        case A_LINK -> scene.ask(scene.use(PILOT, "other"), Deed.remove(PILOT, OWNER));
                    }
                }
                case A_RIVAL -> {
                    switch (act.about) {
                        case A_PROFILE ->
                            scene.ask(
                                    Scene.username(RIVAL, NOVA),
                                    Scene.username(RIVAL, QUASAR),
                                    Scene.username(RIVAL, COMET));
                        case A_LINK -> scene.ask(scene.use(RIVAL, "one"), scene.revoke("other"));
                    }
                }
                case THE_SWEEPER -> scene.sweptMustBeClean();
            }
        }
    }

    @BeforeParameterizedClassInvocation
    void open() {
        world = new World(topology, 1);
    }

    @AfterParameterizedClassInvocation
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource
    void leaves_nothing_half_done_whichever_step_goes_wrong(Act act) {
        int nth = List.of(Act.values()).indexOf(act);
        for (Fault fault : Fault.values()) {
            for (Meanwhile meanwhile : meanwhiles(fault)) {
                // On the cluster, where the same code does the same and everything takes longer, a quarter of them.
                if (topology == Topology.STAND_ALONE || nth++ % 4 == 0) {
                    play(act, fault, meanwhile);
                }
            }
        }
    }

    /** What differs from what other faults come to. A crash before a step is one after the step before it. */
    private static Set<Meanwhile> meanwhiles(Fault fault) {
        return switch (fault) {
            case CRASH_BEFORE -> Set.of();
            case CRASH_AFTER ->
                EnumSet.of(Meanwhile.NOTHING, Meanwhile.MOVE_ON, Meanwhile.A_RIVAL, Meanwhile.THE_SWEEPER);
            case STALL -> EnumSet.of(Meanwhile.THE_SAME, Meanwhile.MOVE_ON, Meanwhile.A_RIVAL, Meanwhile.THE_SWEEPER);
            case DELIVERED_AGAIN, DELIVERED_LATE -> EnumSet.of(Meanwhile.MOVE_ON, Meanwhile.A_RIVAL);
            case REPLY_LOST -> EnumSet.of(Meanwhile.NOTHING);
            case REPLY_LOST_AND_OVERTAKEN -> EnumSet.range(Meanwhile.THE_SAME, Meanwhile.A_RIVAL);
        };
    }

    private void play(Act act, Fault fault, Meanwhile meanwhile) {
        int at = 0;
        while (at < MORE_STEPS_THAN_ANY && play(act, at, fault, meanwhile)) {
            at++;
        }
        assertThat(at).as("steps of %s", act).isBetween(1, MORE_STEPS_THAN_ANY - 1);
    }

    /** @return whether there is such a step */
    private boolean play(Act act, int at, Fault fault, Meanwhile meanwhile) {
        var scene = new Scene(world);
        try {
            act.before.accept(scene);
            scene.moveTime();
            Deed deed = act.deed.apply(scene);
            var step = new FaultyStep(at, fault, World::lost, () -> meanwhile.run(act, scene, deed));
            boolean isAnswered = attempt(scene, deed, step::around, fault);
            if (!step.happened()) {
                return false;
            }
            scene.mustBeSafe();
            if (!fault.isOvertaken()) {
                meanwhile.run(act, scene, deed);
            }
            step.deliverLate();
            scene.mustBeSafe();
            if (isAnswered) {
                // Nobody is at work any more, and nothing that comes late changes anything.
                scene.mustAgree();
            }
            scene.ask(deed);
            step.deliverLate();
            scene.sweptMustBeClean().forgetReceipts();
            step.deliverLate();
            scene.ask(deed);
            scene.sweptMustBeClean();
            scene.mustAgree();
            return true;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("%s, step %d: %s, meanwhile %s".formatted(act, at, fault, meanwhile), e);
        }
    }

    /** @return whether the caller was told more than a failure */
    private static boolean attempt(Scene scene, Deed deed, ScriptInterceptor step, Fault fault) {
        try {
            scene.ask(deed, step);
            return true;
        } catch (Crash | StoreUnavailableException | TryAgainException e) {
            assertThat(fault).as("what excuses a failure").isNotIn(Fault.STALL, Fault.DELIVERED_AGAIN);
            return false;
        }
    }
}

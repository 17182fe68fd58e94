package galaxy.connections.store;

import static galaxy.connections.store.Scenario.COMET;
import static galaxy.connections.store.Scenario.FANCY;
import static galaxy.connections.store.Scenario.LYRA;
import static galaxy.connections.store.Scenario.NOVA;
import static galaxy.connections.store.Scenario.OTHER;
import static galaxy.connections.store.Scenario.OWNER;
import static galaxy.connections.store.Scenario.PILOT;
import static galaxy.connections.store.Scenario.PLAIN;
import static galaxy.connections.store.Scenario.QUASAR;
import static galaxy.connections.store.Scenario.VEGA;
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

    private ConnectionsFixture fixture;

    /** What an act is about, and so who gets in its way. */
    private enum About {
        A_PROFILE,
        A_LINK
    }

    /** What is done, and done again by a caller who was not result the answer. */
    @SuppressWarnings("ImmutableEnumChecker")
    enum Act {
        CLAIM_A_USERNAME(About.A_PROFILE, scenario -> {}, scenario -> Scenario.username(PILOT, NOVA)),
        CHANGE_THE_USERNAME(
                About.A_PROFILE,
                scenario -> scenario.ask(Scenario.username(PILOT, COMET)),
                scenario -> Scenario.username(PILOT, NOVA)),
        CHANGE_THE_WHOLE_PROFILE(
                About.A_PROFILE,
                scenario -> scenario.ask(Scenario.whole(PILOT, COMET, PLAIN)),
                scenario -> Scenario.whole(PILOT, NOVA, FANCY)),
        SHOW_SOMETHING_ELSE(
                About.A_PROFILE,
                scenario -> scenario.ask(Scenario.whole(PILOT, NOVA, PLAIN)),
                scenario -> Scenario.shown(PILOT, FANCY)),
        LOSE_THE_USERNAME_OF_A_WHOLE_PROFILE(
                About.A_PROFILE,
                scenario -> scenario.ask(Scenario.whole(PILOT, COMET, PLAIN), Scenario.whole(OTHER, NOVA, PLAIN)),
                scenario -> Scenario.whole(PILOT, NOVA, FANCY)),
        USE_A_LINK(About.A_LINK, scenario -> scenario.ask(scenario.linkFor(2)), scenario -> scenario.use(PILOT, "one")),
        MAKE_THE_LAST_USE_OF_A_LINK(
                About.A_LINK, scenario -> scenario.ask(scenario.linkFor(1)), scenario -> scenario.use(PILOT, "one")),
        USE_A_LINK_OF_A_CONTACT(
                About.A_LINK,
                scenario -> scenario.ask(scenario.linkFor(2), Operation.add(PILOT, OWNER)),
                scenario -> scenario.use(PILOT, "one")),
        REVOKE_A_LINK(About.A_LINK, scenario -> scenario.ask(scenario.linkFor(2)), scenario -> scenario.revoke("one")),
        MAKE_A_LINK(
                About.A_LINK,
                scenario -> scenario.ask(scenario.linkFor(2)),
                scenario -> Operation.create(scenario.fixture, OWNER, Optional.empty(), 1, "one")),
        ADD_A_CONTACT(
                About.A_LINK, scenario -> scenario.ask(scenario.linkFor(2)), scenario -> Operation.add(PILOT, OWNER)),
        REMOVE_A_CONTACT(
                About.A_LINK,
                scenario -> scenario.ask(scenario.linkFor(2), Operation.add(PILOT, OWNER)),
                scenario -> Operation.remove(PILOT, OWNER));

        private final About about;
        private final Consumer<Scenario> before;
        private final Function<Scenario, Operation> operation;

        Act(About about, Consumer<Scenario> before, Function<Scenario, Operation> operation) {
            this.about = about;
            this.before = before;
            this.operation = operation;
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

        void run(Act act, Scenario scenario, Operation operation) {
            switch (this) {
                case NOTHING -> {}
                case THE_SAME -> scenario.ask(operation);
                case SOMETHING_ELSE -> {
                    switch (act.about) {
                        case A_PROFILE -> scenario.ask(Scenario.shown(PILOT, PLAIN));
                        case A_LINK -> scenario.ask(Operation.add(PILOT, OWNER));
                    }
                }
                case MOVE_ON -> {
                    switch (act.about) {
                        case A_PROFILE ->
                            scenario.ask(Scenario.username(PILOT, VEGA), Scenario.whole(PILOT, LYRA, PLAIN));
                        case A_LINK -> scenario.ask(scenario.use(PILOT, "other"), Operation.remove(PILOT, OWNER));
                    }
                }
                case A_RIVAL -> {
                    switch (act.about) {
                        case A_PROFILE ->
                            scenario.ask(
                                    Scenario.username(OTHER, NOVA),
                                    Scenario.username(OTHER, QUASAR),
                                    Scenario.username(OTHER, COMET));
                        case A_LINK -> scenario.ask(scenario.use(OTHER, "one"), scenario.revoke("other"));
                    }
                }
                case THE_SWEEPER -> scenario.sweptMustBeClean();
            }
        }
    }

    @BeforeParameterizedClassInvocation
    void open() {
        fixture = new ConnectionsFixture(topology, 1);
    }

    @AfterParameterizedClassInvocation
    void close() {
        fixture.close();
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
        var scenario = new Scenario(fixture);
        try {
            act.before.accept(scenario);
            scenario.moveTime();
            Operation operation = act.operation.apply(scenario);
            var step =
                    new FaultyStep(at, fault, ConnectionsFixture::lost, () -> meanwhile.run(act, scenario, operation));
            boolean isAnswered = attempt(scenario, operation, step::around, fault);
            if (!step.happened()) {
                return false;
            }
            scenario.mustBeSafe();
            if (!fault.isOvertaken()) {
                meanwhile.run(act, scenario, operation);
            }
            step.deliverLate();
            scenario.mustBeSafe();
            if (isAnswered) {
                // No caller is at work any more, and nothing that arrives late changes anything.
                scenario.mustAgree();
            }
            scenario.ask(operation);
            step.deliverLate();
            scenario.sweptMustBeClean().forgetReceipts();
            step.deliverLate();
            scenario.ask(operation);
            scenario.sweptMustBeClean();
            scenario.mustAgree();
            return true;
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("%s, step %d: %s, meanwhile %s".formatted(act, at, fault, meanwhile), e);
        }
    }

    /** @return whether the caller was result more than a failure */
    private static boolean attempt(Scenario scenario, Operation operation, ScriptInterceptor step, Fault fault) {
        try {
            scenario.ask(operation, step);
            return true;
        } catch (Crash | StoreUnavailableException | TryAgainException e) {
            assertThat(fault).as("what excuses a failure").isNotIn(Fault.STALL, Fault.DELIVERED_AGAIN);
            return false;
        }
    }
}

package galaxy.torture.fault;

import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Choices.Between;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import java.util.List;
import java.util.Set;

/**
 * A fault that a run can inject.
 *
 * @param name on the command line
 * @param effect what it does, for people
 * @param stages on which it is possible
 * @param injection injects it, and repairs what does not recover by itself; the services need not be ready again
 */
public record Fault(String name, String effect, Set<StageKind> stages, Trait trait, Injection injection) {
    /** What is special about a fault. */
    public enum Trait {
        NONE,
        /** It affects one instance while another one continues. */
        NEEDS_TWO_INSTANCES,
        /** The clock of the second instance is wrong. */
        SHIFTS_A_CLOCK,
        /** The services themselves stand still, and respond to nothing in time. */
        STOPS_THE_SERVICE,
        /** It needs a small disk. */
        NEEDS_A_SMALL_DISK,
        /** The last changes are lost. */
        LOSES_THE_END,
        /** A replica takes over, which may lack the last changes unless they waited for it. */
        FAILS_OVER;

        int instances() {
            return this == NEEDS_TWO_INSTANCES || this == SHIFTS_A_CLOCK ? 2 : 1;
        }

        /** What it leaves of the promises, apart from what a replica may lack. */
        public Promise promise() {
            return new Promise(this == LOSES_THE_END ? Recorded.UP_TO_A_MOMENT : Recorded.ALL, this != SHIFTS_A_CLOCK);
        }
    }

    /** How a fault is injected. */
    @FunctionalInterface
    public interface Injection {
        void into(Scene scene) throws InterruptedException;
    }

    /**
     * Where a fault is injected.
     *
     * @param lasting how long a fault lasts that ends by itself
     */
    public record Scene(Stage stage, Choices choices, Between lasting) {
        <T> T any(List<T> of) {
            return choices.any(of);
        }

        /** Waits while the fault lasts, then ends it. */
        void waitThen(Findings.Action end) throws InterruptedException {
            try {
                Thread.sleep(choices.any(lasting));
            } finally {
                end.run();
            }
        }
    }

    Fault with(Trait special) {
        return new Fault(name, effect, stages, special, injection);
    }

    boolean isPossible(StageKind kind, int instances) {
        return stages.contains(kind) && instances >= trait.instances();
    }

    /** Whether it is one of {@code all}: it weakens no promise and needs nothing special of the machine. */
    public boolean isCommon() {
        return trait.promise().equals(Promise.WHOLE) && trait != Trait.NEEDS_A_SMALL_DISK && trait != Trait.FAILS_OVER;
    }
}

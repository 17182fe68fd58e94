package galaxy.torture.fault;

import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Promise;
import java.util.Set;

/**
 * Something that can befall the services.
 *
 * @param name on the command line
 * @param says what it does, a sentence for people
 * @param stages which can suffer it
 * @param instances how many there must be at least
 * @param leaves what of the promises holds in spite of it
 * @param trait what else is special
 * @param act does it, and puts right what does not come right by itself; the services need not be ready again
 */
public record Fault(
        String name, String says, Set<StageKind> stages, int instances, Promise leaves, Trait trait, Act act) {
    static final Set<StageKind> ANYWHERE = Set.of(StageKind.values());

    /** What else is special about a fault. */
    public enum Trait {
        NONE,
        /** The services themselves stand still, and answer nothing in time. */
        STOPS_THE_SERVICE,
        /** It takes a small disk. */
        NEEDS_A_SMALL_DISK,
        /** A replica takes over, which may lack the last changes unless they waited for it. */
        FAILS_OVER
    }

    /** How it is done. */
    @FunctionalInterface
    public interface Act {
        /** Does it. */
        void on(Stage stage, Moments moments) throws InterruptedException;
    }

    public Fault {
        stages = Set.copyOf(stages);
    }

    static Fault of(String name, String says, Set<StageKind> stages, Act act) {
        return new Fault(name, says, stages, 1, Promise.WHOLE, Trait.NONE, act);
    }

    Fault withInstances(int least) {
        return new Fault(name, says, stages, least, leaves, trait, act);
    }

    Fault leaving(Promise promise) {
        return new Fault(name, says, stages, instances, promise, trait, act);
    }

    Fault with(Trait special) {
        return new Fault(name, says, stages, instances, leaves, special, act);
    }

    /** Whether a stage can suffer it. */
    public boolean fits(StageKind kind, int size) {
        return stages.contains(kind) && size >= instances;
    }

    /** Whether it is one of {@code all}: it takes away no promise and asks nothing of the machine. */
    public boolean isCommon() {
        return leaves.equals(Promise.WHOLE) && trait != Trait.NEEDS_A_SMALL_DISK && trait != Trait.FAILS_OVER;
    }
}

package galaxy.users.store;

import galaxy.chassis.store.Steps;
import galaxy.chassis.store.StoreUnavailableException;
import galaxy.chassis.store.StoreUnavailableException.Fate;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets one step of a caller go wrong and every other run. */
final class FaultyStep implements Steps {
    /** How a step goes wrong. */
    enum Fault {
        CRASH_BEFORE,
        CRASH_AFTER,
        /** The caller stands still before the step and goes on after others did things. */
        STALL,
        /** The step is done, and its script is delivered once more after everything else. */
        DELIVERED_AGAIN,
        /** The caller gives up waiting before the script arrives, and it arrives after everything else. */
        DELIVERED_LATE,
        REPLY_LOST,
        /** The reply is lost, and others did things before the caller knows. */
        REPLY_LOST_AND_OVERTAKEN
    }

    /** The process is gone: nobody catches it and nobody goes on. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    private final int at;
    private final Fault fault;
    private final Runnable meanwhile;
    private int count;
    private boolean happened;
    private Optional<Supplier<?>> late = Optional.empty();

    FaultyStep(int at, Fault fault, Runnable meanwhile) {
        this.at = at;
        this.fault = fault;
        this.meanwhile = meanwhile;
    }

    @Override
    public <T> T around(String script, Supplier<T> send) {
        if (count++ != at) {
            return send.get();
        }
        happened = true;
        return switch (fault) {
            case CRASH_BEFORE -> throw new Crash();
            case CRASH_AFTER -> {
                deliver(send);
                throw new Crash();
            }
            case STALL -> {
                meanwhile.run();
                yield send.get();
            }
            case DELIVERED_AGAIN -> {
                late = Optional.of(send);
                yield send.get();
            }
            case DELIVERED_LATE -> {
                late = Optional.of(send);
                throw lost();
            }
            case REPLY_LOST -> {
                deliver(send);
                throw lost();
            }
            case REPLY_LOST_AND_OVERTAKEN -> {
                deliver(send);
                meanwhile.run();
                throw lost();
            }
        };
    }

    /** Whether the caller came as far as the step. */
    boolean happened() {
        return happened;
    }

    /** Whether something is still on its way. */
    boolean isLate() {
        return late.isPresent();
    }

    /** It arrives. */
    void deliverLate() {
        late.ifPresent(FaultyStep::deliver);
    }

    private static void deliver(Supplier<?> send) {
        var _ = send.get();
    }

    private static StoreUnavailableException lost() {
        return new StoreUnavailableException(Fate.UNKNOWN, "the reply was lost");
    }
}

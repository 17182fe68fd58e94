package galaxy.testkit;

import java.util.Optional;
import java.util.function.Supplier;

/** Makes one step of a caller of a store fail and runs every other: {@code step::around} intercepts the caller's steps. */
public final class FaultyStep {
    /** How a step fails. */
    public enum Fault {
        CRASH_BEFORE,
        CRASH_AFTER,
        /** The caller pauses before the step and continues after others have acted. */
        STALL,
        /** The step is done, and its script is delivered once more after everything else. */
        DELIVERED_AGAIN,
        /** The caller gives up waiting before the script arrives, and it arrives after everything else. */
        DELIVERED_LATE,
        REPLY_LOST,
        /** The reply is lost, and others act before the caller notices. */
        REPLY_LOST_AND_OVERTAKEN;

        /** Whether others act while the caller is still at the step. */
        public boolean isOvertaken() {
            return this == STALL || this == REPLY_LOST_AND_OVERTAKEN;
        }
    }

    /** The process is gone: this is never caught, and nothing continues. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    private final int at;
    private final Fault fault;
    private final Supplier<? extends RuntimeException> lost;
    private final Runnable meanwhile;
    private int count;
    private boolean happened;
    private Optional<Supplier<?>> late = Optional.empty();

    /**
     * @param at which of the caller's steps, counted from 0
     * @param lost thrown to a caller whose reply is lost
     * @param meanwhile what others do
     */
    public FaultyStep(int at, Fault fault, Supplier<? extends RuntimeException> lost, Runnable meanwhile) {
        this.at = at;
        this.fault = fault;
        this.lost = lost;
        this.meanwhile = meanwhile;
    }

    /**
     * Runs one step, or makes it fail.
     *
     * @param send sends the script and waits for the reply; repeatable
     */
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
                throw lost.get();
            }
            case REPLY_LOST -> {
                deliver(send);
                throw lost.get();
            }
            case REPLY_LOST_AND_OVERTAKEN -> {
                deliver(send);
                meanwhile.run();
                throw lost.get();
            }
        };
    }

    /** Whether the caller came as far as the step. */
    public boolean happened() {
        return happened;
    }

    /** Whether a script is still to be delivered late. */
    public boolean isLate() {
        return late.isPresent();
    }

    /** Delivers it. */
    public void deliverLate() {
        late.ifPresent(FaultyStep::deliver);
    }

    private static void deliver(Supplier<?> send) {
        var _ = send.get();
    }
}

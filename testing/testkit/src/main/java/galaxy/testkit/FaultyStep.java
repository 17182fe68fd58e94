package galaxy.testkit;

import java.util.Optional;
import java.util.function.Supplier;

/** Lets one step of a caller of a store go wrong and every other run: {@code step::around} is what the caller's steps go through. */
public final class FaultyStep {
    /** How a step goes wrong. */
    public enum Fault {
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
        REPLY_LOST_AND_OVERTAKEN;

        /** Whether others do things while the caller is still at the step. */
        public boolean isOvertaken() {
            return this == STALL || this == REPLY_LOST_AND_OVERTAKEN;
        }
    }

    /** The process is gone: nobody catches it and nobody goes on. */
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
     * @param lost what a caller meets who waits for a reply in vain
     * @param meanwhile what others do
     */
    public FaultyStep(int at, Fault fault, Supplier<? extends RuntimeException> lost, Runnable meanwhile) {
        this.at = at;
        this.fault = fault;
        this.lost = lost;
        this.meanwhile = meanwhile;
    }

    /**
     * Runs one step, or lets it go wrong.
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

    /** Whether something is still on its way. */
    public boolean isLate() {
        return late.isPresent();
    }

    /** It arrives. */
    public void deliverLate() {
        late.ifPresent(FaultyStep::deliver);
    }

    private static void deliver(Supplier<?> send) {
        var _ = send.get();
    }
}

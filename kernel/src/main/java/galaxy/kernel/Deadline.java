package galaxy.kernel;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long a request may still be worked on. Whatever waits on its behalf waits no longer, in each thread that works on it:
 * many steps that are each in time would otherwise make an answer that is not.
 */
public final class Deadline {
    private static final ScopedValue<Long> END = ScopedValue.newInstance();

    private Deadline() {}

    /** Does the work of a request, which may take so long. */
    public static <T> T within(Duration limit, Supplier<T> work) {
        return ScopedValue.where(END, System.nanoTime() + limit.toNanos()).call(work::get);
    }

    /** The same work for another thread, where it has the deadline of this one. */
    public static <T> Supplier<T> inherited(Supplier<T> work) {
        if (!END.isBound()) {
            return work;
        }
        var here = ScopedValue.where(END, END.get());
        return () -> here.call(work::get);
    }

    /** What is left, in nanoseconds, 0 or less when it is over; without end outside of a request. */
    public static long nanosLeft() {
        return END.isBound() ? END.get() - System.nanoTime() : Long.MAX_VALUE;
    }
}

package galaxy.chassis.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Why a call was cancelled. A caller whose deadline passes cancels by itself, and may do so shortly before the deadline by
 * this clock; that counts as the deadline too.
 */
final class Cancellation {
    private static final long MOMENT_MILLIS = 20;

    private final Context context;
    private volatile Status.@Nullable Code code;

    private Cancellation(Context context) {
        this.context = context;
    }

    /** Watches the context of a call. */
    static Cancellation of(Context context) {
        var cancellation = new Cancellation(context);
        if (context.getDeadline() != null) {
            // Read at once: when a slow handler ends, any deadline has passed.
            context.addListener(cancelled -> cancellation.code = cancellation.now(), Runnable::run);
        }
        return cancellation;
    }

    /** Whether the caller no longer waits for an answer. */
    boolean happened() {
        return context.isCancelled();
    }

    /** Does something when the caller no longer waits, at once if so already. */
    void whenHappened(Context.CancellationListener then) {
        context.addListener(then, Runnable::run);
    }

    /** No longer does it. */
    void forget(Context.CancellationListener then) {
        context.removeListener(then);
    }

    /** {@code CANCELLED} or {@code DEADLINE_EXCEEDED}. */
    Status.Code code() {
        var known = code;
        return known == null ? now() : known;
    }

    private Status.Code now() {
        var deadline = context.getDeadline();
        boolean late = deadline != null && deadline.timeRemaining(TimeUnit.MILLISECONDS) < MOMENT_MILLIS;
        @Nullable Status status = Contexts.statusFromCancelled(context);
        return late || (status != null && status.getCode() == Status.Code.DEADLINE_EXCEEDED)
                ? Status.Code.DEADLINE_EXCEEDED
                : Status.Code.CANCELLED;
    }
}

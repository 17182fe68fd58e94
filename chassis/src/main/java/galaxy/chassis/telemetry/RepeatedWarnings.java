package galaxy.chassis.telemetry;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Warnings and errors that come very often: one line a minute for each cause, with how many were left out since the last. */
public final class RepeatedWarnings {
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();

    /** More causes than a healthy program has; the messages of a sick one may differ each time, and count as one more cause. */
    private static final int CAUSES = 100;

    private static final String OTHERS = "";

    private final Logger log;
    private final LongSupplier nanos;
    private final Map<String, Cause> causes = new HashMap<>();

    /** What is known of one cause. */
    private static final class Cause {
        private long loggedAt;
        private long leftOut;
    }

    public RepeatedWarnings(Logger log) {
        this(log, System::nanoTime);
    }

    /** @param nanos a clock */
    RepeatedWarnings(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    /** Warns of a failure, whose cause is its message. */
    public void warn(String what, Throwable failure) {
        String text = what + ": " + failure.getMessage();
        log(Level.WARN, text, text);
        log.debug("the failure", failure);
    }

    /** Warns of a failure whose message says more than its cause: the line has that of the latest. */
    public void warn(String cause, String what, Throwable failure) {
        log(Level.WARN, cause, what + ": " + failure.getMessage());
        log.debug("the failure", failure);
    }

    /** Says what an operator has to do; the whole text is the cause. */
    public void error(String cause) {
        log(Level.ERROR, cause, cause);
    }

    private void log(Level level, String cause, String text) {
        long leftOut = leftOut(cause);
        if (leftOut == 0) {
            log.atLevel(level).log("{}", text);
        } else if (leftOut > 0) {
            log.atLevel(level).log("{} ({} more since the last of these lines)", text, leftOut);
        }
    }

    /** How many lines of this cause were left out, or -1 if this one is to be left out too. */
    private synchronized long leftOut(String text) {
        long now = nanos.getAsLong();
        if (causes.size() >= CAUSES && !causes.containsKey(text)) {
            causes.values().removeIf(known -> now - known.loggedAt >= PERIOD);
        }
        String name = causes.size() < CAUSES || causes.containsKey(text) ? text : OTHERS;
        Cause cause = causes.get(name);
        if (cause == null) {
            cause = new Cause();
            causes.put(name, cause);
        } else if (now - cause.loggedAt < PERIOD) {
            cause.leftOut++;
            return -1;
        }
        long leftOut = cause.leftOut;
        cause.loggedAt = now;
        cause.leftOut = 0;
        return leftOut;
    }
}

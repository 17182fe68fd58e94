package galaxy.testkit.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/**
 * A time in milliseconds that the service chooses: first known to lie between two times, then exactly. All states of a model
 * that share it learn it together. Not thread-safe.
 */
public final class Moment {
    private long from;
    private long to;

    private Moment(long from, long to) {
        this.from = from;
        this.to = to;
    }

    public static Moment at(long millis) {
        return new Moment(millis, millis);
    }

    public static Moment between(long from, long to) {
        return new Moment(from, to);
    }

    public boolean admits(long millis) {
        return from <= millis && millis <= to;
    }

    /** Whether it is certainly before a time. */
    public boolean isBefore(long millis) {
        return to < millis;
    }

    public long latest() {
        return to;
    }

    void settle(long millis) {
        from = millis;
        to = millis;
    }

    public Moment orLater(Moment other) {
        if (other.from >= to) {
            return other;
        }
        return from >= other.to ? this : new Moment(Math.max(from, other.from), Math.max(to, other.to));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Moment moment && moment.from == from && moment.to == to;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(to);
    }

    @JsonValue
    @Override
    public String toString() {
        return from == to ? Instant.ofEpochMilli(to).toString() : from + " to " + to;
    }
}

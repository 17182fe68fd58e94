package galaxy.torture.users;

/**
 * When something happened, in milliseconds: first known to lie between two times, exactly once it was told. Belongs to one
 * thread at a time.
 */
final class Moment {
    private long from;
    private long to;

    private Moment(long from, long to) {
        this.from = from;
        this.to = to;
    }

    static Moment at(long millis) {
        return new Moment(millis, millis);
    }

    static Moment between(long from, long to) {
        return new Moment(from, to);
    }

    boolean admits(long millis) {
        return from <= millis && millis <= to;
    }

    /** Whether it is certainly before a time. */
    boolean isBefore(long millis) {
        return to < millis;
    }

    /** It was told. */
    void settle(long millis) {
        from = millis;
        to = millis;
    }

    /** The later of the two. */
    Moment orLater(Moment other) {
        if (other.from >= to) {
            return other;
        }
        if (from >= other.to) {
            return this;
        }
        return new Moment(Math.max(from, other.from), Math.max(to, other.to));
    }

    @Override
    public String toString() {
        return from == to ? Long.toString(from) : from + " to " + to;
    }
}

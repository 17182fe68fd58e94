package galaxy.gateway.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the public events: that of one event.
 *
 * @param millis when it became public, by the clock of the store
 * @param number among those of the same millisecond
 */
public record Position(long millis, long number) implements Comparable<Position> {
    /** Before every event. */
    public static final Position START = new Position(0, 0);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");
    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::millis).thenComparingLong(Position::number);

    /** {@code 1764104400000-0}. */
    public static Optional<Position> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Position(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    public Instant time() {
        return Instant.ofEpochMilli(millis);
    }

    /** A place so much earlier. */
    public Position minus(Duration time) {
        return new Position(Math.max(0, millis - time.toMillis()), 0);
    }

    /** The first place after it. */
    public Position next() {
        return new Position(millis, number + 1);
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    public boolean isBefore(Position other) {
        return compareTo(other) < 0;
    }

    @Override
    public String toString() {
        return millis + "-" + number;
    }
}

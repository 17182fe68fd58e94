package galaxy.torture;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A drawn time from one to the other, both included. */
public record Between(Duration shortest, Duration longest) {
    /** Both in milliseconds. */
    public static Between millis(long shortest, long longest) {
        return new Between(Duration.ofMillis(shortest), Duration.ofMillis(longest));
    }

    /** One of them. */
    public Duration draw(RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(shortest.toNanos(), longest.toNanos() + 1));
    }
}

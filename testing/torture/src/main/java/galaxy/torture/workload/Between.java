package galaxy.torture.workload;

import java.time.Duration;

/** A range of times, both ends included. */
public record Between(Duration shortest, Duration longest) {
    public static Between millis(long shortest, long longest) {
        return new Between(Duration.ofMillis(shortest), Duration.ofMillis(longest));
    }
}

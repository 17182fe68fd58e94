package galaxy.torture.workload;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random choices. */
public record Choices(RandomGenerator random) {
    /** A range of times, both ends included. */
    public record Between(Duration shortest, Duration longest) {
        public static Between millis(long shortest, long longest) {
            return new Between(Duration.ofMillis(shortest), Duration.ofMillis(longest));
        }
    }

    public <T> T any(List<T> of) {
        return of.get(below(of.size()));
    }

    /** From 0 to one less than this. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** True with this probability, in percent. */
    public boolean percent(int percent) {
        return below(100) < percent;
    }

    public Duration any(Between times) {
        return Duration.ofNanos(
                random.nextLong(times.shortest().toNanos(), times.longest().toNanos() + 1));
    }
}

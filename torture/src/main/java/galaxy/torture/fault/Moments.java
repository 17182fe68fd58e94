package galaxy.torture.fault;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Drawn times and choices. */
final class Moments {
    private Moments() {}

    static Duration between(RandomGenerator random, long fromMillis, long toMillis) {
        return Duration.ofMillis(random.nextLong(fromMillis, toMillis + 1));
    }

    static <T> T any(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}

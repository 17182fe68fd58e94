package galaxy.geoprofile.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after an attempt: 1, 2, 4 and so on to 300 s, each ±20 %. */
public final class SyncSchedule {
    private static final long LONGEST = 300;
    private static final double SPREAD = 0.2;

    private final RandomGenerator random;

    /** @param random spreads the attempts of many users */
    public SyncSchedule(RandomGenerator random) {
        this.random = random;
    }

    /** @param attempt that had no result, from 1 */
    @SuppressWarnings("MissingSummary")
    Duration waitAfter(int attempt) {
        long seconds = attempt > 9 ? LONGEST : Math.min(1L << (attempt - 1), LONGEST);
        return Duration.ofMillis(Math.round(1000 * seconds * random.nextDouble(1 - SPREAD, 1 + SPREAD)));
    }
}

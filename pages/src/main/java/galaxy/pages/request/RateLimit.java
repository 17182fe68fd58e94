package galaxy.pages.request;

import galaxy.kernel.RecentlyUsed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** So many requests a minute by a key, such as an address; in memory, for the 10 000 keys that were used last. */
public final class RateLimit {
    private static final int KEYS = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int most;
    private final InstantSource clock;
    private final RecentlyUsed<String, Count> counts = new RecentlyUsed<>(KEYS);

    private record Count(Instant since, int requests) {}

    /** A limit of so many requests a minute; 0 is none. */
    public RateLimit(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Counts a request; how long to wait if it is one too many. */
    public Optional<Duration> count(String key) {
        if (most == 0) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Count count = counts.update(key, known -> Optional.of(next(known, now))).orElseThrow();
        return count.requests() <= most
                ? Optional.empty()
                : Optional.of(Duration.between(now, count.since().plus(WINDOW)));
    }

    private Count next(Optional<Count> known, Instant now) {
        return known.filter(count -> now.isBefore(count.since().plus(WINDOW)))
                .map(count -> new Count(count.since(), Math.min(count.requests() + 1, most + 1)))
                .orElseGet(() -> new Count(now, 1));
    }
}

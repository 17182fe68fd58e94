package galaxy.client.transport;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The pause before the next attempt: twice as long each time, with jitter, so that clients do not retry in step. */
public final class Backoff {
    private static final long FIRST_MILLIS = 50;
    private static final long MAX_MILLIS = 2_000;

    /** With less time an attempt ends before even an error arrives. */
    private static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(250);

    private final RandomGenerator random;

    /** Pauses of one caller. */
    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The pause after an attempt, at least as long as the service requires.
     *
     * @param attempt the number of the attempt that failed, from 1
     * @param left how long the call may still take
     * @return empty if there would be no time for an attempt after the pause
     */
    public Optional<Duration> pause(int attempt, Optional<Duration> retryAfter, Duration left) {
        long ceiling = Math.min(MAX_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, 10));
        long jittered = ceiling / 2 + random.nextLong(ceiling / 2 + 1);
        Duration pause = retryAfter.orElse(Duration.ZERO).plusMillis(jittered);
        return pause.plus(SHORTEST_ATTEMPT).compareTo(left) < 0 ? Optional.of(pause) : Optional.empty();
    }
}

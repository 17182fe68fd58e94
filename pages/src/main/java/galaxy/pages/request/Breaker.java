package galaxy.pages.request;

import galaxy.kernel.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Calls to one service that a page stands on. After five failures in a row it is not called for two seconds, so that pages say
 * at once what does not work instead of waiting for it. Safe for many threads.
 */
public final class Breaker {
    private static final int FAILURES = 5;
    private static final Duration OPEN = Duration.ofSeconds(2);

    private final String dependency;
    private final InstantSource clock;
    private final DependencyMetrics metrics;
    private int failures;
    private Instant closedFrom = Instant.MIN;

    /**
     * A closed one.
     *
     * @param dependency label of its metrics, such as {@code users}
     */
    public Breaker(String dependency, InstantSource clock, DependencyMetrics metrics) {
        this.dependency = dependency;
        this.clock = clock;
        this.metrics = metrics;
        metrics.open(dependency, false);
    }

    /**
     * The result of a call.
     *
     * @throws UnavailableException when the service does not respond, or did not a moment ago
     */
    public <T> T call(Supplier<T> call) {
        if (isOpen()) {
            metrics.called(dependency, DependencyMetrics.Outcome.NOT_CALLED, 0);
            throw new UnavailableException(dependency + " did not respond a moment ago");
        }
        long started = System.nanoTime();
        try {
            T result = call.get();
            done(true);
            metrics.called(dependency, DependencyMetrics.Outcome.OK, System.nanoTime() - started);
            return result;
        } catch (UnavailableException e) {
            done(false);
            metrics.called(dependency, DependencyMetrics.Outcome.UNAVAILABLE, System.nanoTime() - started);
            throw e;
        }
    }

    private synchronized boolean isOpen() {
        return clock.instant().isBefore(closedFrom);
    }

    private synchronized void done(boolean isGood) {
        failures = isGood ? 0 : failures + 1;
        if (failures >= FAILURES) {
            closedFrom = clock.instant().plus(OPEN);
        }
        metrics.open(dependency, failures >= FAILURES);
    }
}

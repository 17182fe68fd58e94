package galaxy.app;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.health.Readiness;
import galaxy.redis.RedisStartException;
import galaxy.store.OpenStore;
import galaxy.store.StoreUnavailableException;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the store of a process, and tries again for a while what may pass by itself: a Redis that is not there yet. */
final class StoreStart {
    private static final Logger LOG = LoggerFactory.getLogger(StoreStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Readiness readiness;
    private final PrometheusRegistry registry;
    private final Duration wait;
    private final CountDownLatch stop;

    /**
     * @param readiness says what is waited for
     * @param registry gets the metrics of the store
     * @param wait how long at most
     * @param stop counted down when the process stops; then there is no further try
     */
    StoreStart(Readiness readiness, PrometheusRegistry registry, Duration wait, CountDownLatch stop) {
        this.registry = registry;
        this.readiness = readiness;
        this.wait = wait;
        this.stop = stop;
    }

    /**
     * Opens it, or throws what the last try threw.
     *
     * @param opening gets a registry of each try: what one has registered cannot be registered again
     */
    OpenStore open(Function<PrometheusRegistry, OpenStore> opening) {
        long end = System.nanoTime() + wait.toNanos();
        String said = "";
        while (true) {
            try {
                var own = new PrometheusRegistry();
                OpenStore opened = opening.apply(own);
                registry.register((MultiCollector) own::scrape);
                return opened;
            } catch (StoreUnavailableException | RedisStartException e) {
                String why = String.valueOf(e.getMessage());
                boolean isLasting = e instanceof RedisStartException embedded && embedded.isLasting();
                if (isLasting || end - System.nanoTime() <= 0) {
                    throw e;
                }
                if (!why.equals(said)) {
                    LOG.warn("{}; trying again for {} s (redis.wait)", why, wait.toSeconds());
                    said = why;
                }
                readiness.started(
                        new HealthCheck(OpenStore.NAME, () -> HealthCheck.Status.down(why.replace('\n', ' '))));
                if (isStopped(end)) {
                    throw e;
                }
            }
        }
    }

    private boolean isStopped(long end) {
        try {
            return stop.await(Math.min(PAUSE.toNanos(), end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

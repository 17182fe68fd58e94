package galaxy.gateway.store;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.kernel.UnavailableException;
import galaxy.sessions.store.RedisReplayGuard;
import galaxy.store.OpenStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the masters once a second: whether one is new, and how far the clock is from theirs. */
public final class GuardWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardWatch.class);
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration MOST_SKEW = Duration.ofMillis(500);

    private final RedisReplayGuard guard;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Duration skew;

    private GuardWatch(RedisReplayGuard guard, Duration skew) {
        this.guard = guard;
        this.skew = skew;
    }

    /**
     * Looks for the first time, and from then on once a second.
     *
     * @throws SettingsException when a master does not say its replication id
     * @throws UnavailableException when one does not answer
     */
    public static GuardWatch start(RedisReplayGuard guard) {
        var watch = new GuardWatch(guard, OpenStore.retried(guard::look));
        Thread.ofVirtual().name("gateway-guard").start(watch::run);
        return watch;
    }

    private void run() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            skew = guard.look();
        } catch (SettingsException e) {
            WARNINGS.error(String.join("; ", e.problems()));
        } catch (UnavailableException e) {
            WARNINGS.warn("the masters of Redis were not looked at", e);
        } catch (RuntimeException e) {
            LOG.error("the look at the masters of Redis failed", e);
        }
    }

    /** Of this clock from that of the farthest master, at the last look. */
    public double skewSeconds() {
        return skew.toNanos() / 1e9;
    }

    /** Requests would be refused, or remembered for too short a time, with a clock that is far from those of others. */
    public HealthCheck check() {
        return new HealthCheck(
                "gateway-clock",
                () -> skew.compareTo(MOST_SKEW) < 0
                        ? HealthCheck.Status.up()
                        : HealthCheck.Status.down("the clock is %.3f s from that of Redis".formatted(skewSeconds())));
    }

    @Override
    public void close() {
        closing.countDown();
    }
}

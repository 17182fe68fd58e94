package galaxy.store;

import galaxy.chassis.health.HealthCheck;
import java.util.function.Supplier;

/**
 * What the services of a process share of its store.
 *
 * @param secrets gives the secret of the store, where it was opened with it
 * @param retainedEvents about how many events the public stream keeps
 */
public record SharedStore(Redis redis, Supplier<StoreSecret> secrets, StoreMetrics metrics, long retainedEvents) {
    /** With a secret that is known. */
    public SharedStore(Redis redis, StoreSecret secret, StoreMetrics metrics, long retainedEvents) {
        this(redis, () -> secret, metrics, retainedEvents);
    }

    /**
     * The secret of the store.
     *
     * @throws IllegalStateException when the store was opened without it
     */
    public StoreSecret secret() {
        return secrets.get();
    }

    /** Whether Redis answers, for what only reads. */
    public HealthCheck readable() {
        return new HealthCheck(
                OpenStore.NAME,
                () -> redis.answers() ? HealthCheck.Status.up() : HealthCheck.Status.down("Redis does not answer"));
    }

    /** Whether Redis takes changes. */
    public HealthCheck check() {
        return new HealthCheck(
                OpenStore.NAME,
                () -> readable().status().get() instanceof HealthCheck.Status.Down down
                        ? down
                        : redis.writes().status());
    }

    /** The same store for a caller whose scripts are intercepted. */
    public SharedStore interceptedBy(ScriptInterceptor interceptor) {
        return new SharedStore(redis.interceptedBy(interceptor), secrets, metrics, retainedEvents);
    }
}

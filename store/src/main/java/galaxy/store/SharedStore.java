package galaxy.store;

import galaxy.chassis.health.HealthCheck;

/**
 * What the services of a process share of its store.
 *
 * @param retainedEvents about how many events the public stream keeps
 */
public record SharedStore(Redis redis, StoreSecret secret, StoreMetrics metrics, long retainedEvents) {
    /** Whether Redis answers. */
    public HealthCheck check() {
        return new HealthCheck(
                OpenStore.NAME,
                () -> redis.answers() ? HealthCheck.Status.up() : HealthCheck.Status.down("Redis does not answer"));
    }

    /** The same store for a caller whose scripts are intercepted. */
    public SharedStore interceptedBy(ScriptInterceptor interceptor) {
        return new SharedStore(redis.interceptedBy(interceptor), secret, metrics, retainedEvents);
    }
}

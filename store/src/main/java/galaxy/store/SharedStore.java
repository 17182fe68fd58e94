package galaxy.store;

/**
 * What the services of a process share of its store.
 *
 * @param retainedEvents about how many events the public stream keeps
 */
public record SharedStore(Redis redis, StoreSecret secret, StoreMetrics metrics, long retainedEvents) {
    /** The same store for a caller whose scripts are intercepted. */
    public SharedStore interceptedBy(ScriptInterceptor interceptor) {
        return new SharedStore(redis.interceptedBy(interceptor), secret, metrics, retainedEvents);
    }
}

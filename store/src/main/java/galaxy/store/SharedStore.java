package galaxy.store;

/**
 * What the services of a process share of its store.
 *
 * @param retainedEvents about how many events the public stream keeps
 */
public record SharedStore(Redis redis, StoreSecret secret, StoreMetrics metrics, long retainedEvents) {
    /** The same store for a caller whose script steps are watched. */
    public SharedStore watchedBy(ScriptInterceptor watching) {
        return new SharedStore(redis.watchedBy(watching), secret, metrics, retainedEvents);
    }
}

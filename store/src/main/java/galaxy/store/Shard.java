package galaxy.store;

/**
 * A place for what is collected over the records of some buckets: indexes, due times, claims to review and events to publish.
 *
 * @param tag what stands between the braces of each of its keys
 * @param name of its outbox among the checkpoints: the number of the bucket, or {@code all}
 */
public record Shard(String tag, String name) {}

package galaxy.store;

/**
 * The keys of one service. A key is {@code <service>:{<tag of the bucket>}:<kind>} or, for one of many,
 * {@code <service>:{<tag>}:<kind>:<id>}. The kinds of the store itself, in each bucket:
 *
 * <ul>
 *   <li>{@code due}: sorted set of ids by the time, in milliseconds, at which their record changes by itself
 *   <li>{@code claims}: sorted set of names by the time, in milliseconds, of a claim that has to be reviewed
 *   <li>{@code name:<name>}: the claim of a name: {@code <owner> <token> <number> <details>}
 *   <li>{@code claim-number}: the number of the newest claim
 *   <li>{@code outbox}: stream of events under dense numbers, from the oldest that is not yet public
 *   <li>{@code outbox-number}: the number of the newest event
 * </ul>
 *
 * @param service the first part of every key: lower-case letters
 */
public record Keyspace(String service) {
    public String due(Bucket bucket) {
        return key(bucket, "due");
    }

    String claims(Bucket bucket) {
        return key(bucket, "claims");
    }

    String claimNumber(Bucket bucket) {
        return key(bucket, "claim-number");
    }

    String name(Bucket bucket, String name) {
        return key(bucket, "name", name);
    }

    String outbox(Bucket bucket) {
        return key(bucket, "outbox");
    }

    String outboxNumber(Bucket bucket) {
        return key(bucket, "outbox-number");
    }

    /** The outbox's field in the checkpoints. */
    String outboxName(Bucket bucket) {
        return service + "/" + bucket.number();
    }

    /** The only one of its kind in a bucket. */
    public String key(Bucket bucket, String kind) {
        return service + ":{" + bucket.tag() + "}:" + kind;
    }

    /** One of many of its kind in a bucket. */
    public String key(Bucket bucket, String kind, String id) {
        return service + ":{" + bucket.tag() + "}:" + kind + ":" + id;
    }
}

package galaxy.store;

/**
 * The keys of one service. A key is {@code <service>:{<tag of the bucket or shard>}:<kind>} or, for one of many,
 * {@code <service>:{<tag>}:<kind>:<id>}. The kinds of the store itself, in each bucket:
 *
 * <ul>
 *   <li>{@code name:<name>}: the claim of a name: {@code <owner> <token> <number> <details>}, or several, each in a line
 *   <li>{@code claim-number}: hash of {@code policy}, by which the keys of names are made now, and {@code number}, that of the
 *       newest claim
 *   <li>{@code shared-names}: hash of the names that have several claims, and these claims
 * </ul>
 *
 * <p>In each shard:
 *
 * <ul>
 *   <li>{@code due}: sorted set of ids by the time, in milliseconds, at which their record changes by itself
 *   <li>{@code claims}: sorted set of names by the time, in milliseconds, of a claim that has to be reviewed
 *   <li>{@code outbox}: stream of events under dense numbers, from the oldest that is not yet public
 *   <li>{@code outbox-number}: the number of the newest event
 *   <li>{@code catalogue}: the {@link Layout#catalogue} by which records are indexed now
 *   <li>{@code outdated}: sorted set of ids with score 0, of records that were indexed by another catalogue since
 * </ul>
 *
 * <p>In the first bucket {@code layout}, the record of a {@link Layout}, and {@code key-policy}, that of a {@link KeyPolicy}; and
 * {@code reindexing} and {@code rekeying}, which an instance holds while it indexes records again or gives names other keys.
 *
 * @param service the first part of every key: lower-case letters
 * @param source the name of the service in its events
 */
public record Keyspace(String service, String source) {
    /** The index that has every record of a service with indexes. */
    static final String ALL = "index:all";

    static final String SHARED_NAMES = "shared-names";

    /** Where what there is once for the service lives. */
    static final Bucket FIRST = Bucket.all().getFirst();

    /** Of a service whose keys begin with its name. */
    public Keyspace(String service) {
        this(service, service);
    }

    public String due(Shard shard) {
        return key(shard, "due");
    }

    String claims(Shard shard) {
        return key(shard, "claims");
    }

    String catalogue(Shard shard) {
        return key(shard, "catalogue");
    }

    String outdated(Shard shard) {
        return key(shard, "outdated");
    }

    String layout() {
        return key(FIRST, "layout");
    }

    String reindexing() {
        return key(FIRST, "reindexing");
    }

    String keyPolicy() {
        return key(FIRST, "key-policy");
    }

    String rekeying() {
        return key(FIRST, "rekeying");
    }

    String sharedNames(Bucket bucket) {
        return key(bucket, SHARED_NAMES);
    }

    String claimNumber(Bucket bucket) {
        return key(bucket, "claim-number");
    }

    String name(Bucket bucket, String name) {
        return key(bucket, "name", name);
    }

    String outbox(Shard shard) {
        return key(shard, "outbox");
    }

    String outboxNumber(Shard shard) {
        return key(shard, "outbox-number");
    }

    /** The outbox's field in the checkpoints. */
    String outboxName(Shard shard) {
        return service + "/" + shard.name();
    }

    /** The only one of its kind in a bucket. */
    public String key(Bucket bucket, String kind) {
        return service + ":{" + bucket.tag() + "}:" + kind;
    }

    /** The only one of its kind in a shard. */
    public String key(Shard shard, String kind) {
        return service + ":{" + shard.tag() + "}:" + kind;
    }

    /** One of many of its kind in a shard. */
    public String key(Shard shard, String kind, String id) {
        return key(shard, kind) + ":" + id;
    }

    /** One of many of its kind in a bucket. */
    public String key(Bucket bucket, String kind, String id) {
        return service + ":{" + bucket.tag() + "}:" + kind + ":" + id;
    }
}

package galaxy.store;

import java.util.List;

/**
 * How many shards there are. A server that is no cluster has one, so that a page, or what is due, is read in one command. A
 * cluster has one for each bucket, in its slot, so that a commit stays in one slot.
 */
public enum Shards {
    ONE,
    ONE_PER_BUCKET;

    private static final List<Shard> SINGLE = List.of(new Shard("all", "all"));
    private static final List<Shard> OF_BUCKETS = Bucket.all().stream()
            .map(bucket -> new Shard(bucket.tag(), Integer.toString(bucket.number())))
            .toList();

    static Shards of(boolean isCluster) {
        return isCluster ? ONE_PER_BUCKET : ONE;
    }

    public List<Shard> all() {
        return this == ONE ? SINGLE : OF_BUCKETS;
    }

    public Shard of(Bucket bucket) {
        return all().get(bucket.number() % all().size());
    }

    /** Those of the other topology. */
    Shards others() {
        return this == ONE ? ONE_PER_BUCKET : ONE;
    }
}

package galaxy.users.store;

import galaxy.store.Layouts;
import galaxy.store.Redis;
import galaxy.store.ServiceStore;
import galaxy.store.Shard;
import io.lettuce.core.Range;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The members of the sorted sets of all shards whose times have passed. All of them are read once a second, or more seldom if
 * that takes long, and what has passed since with every page, so that a page does not cost more when very many pass at one
 * moment. Those that have left a set meanwhile stay until all are read.
 */
final class PassedMembers {
    private static final Duration ALL_EVERY = Duration.ofSeconds(1);

    /** To read all takes at most one in so many parts of the time. */
    private static final int SHARE = 20;

    /**
     * Longer than a change takes from its time to the store, by any clock. What is written so late is found by the next page,
     * but not while very many have passed in this time: then it is when all are read.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(5);

    private static final int VERY_MANY = 500;

    private final Redis redis;
    private final Layouts layouts;
    private final String operation;
    private final Function<Shard, String> key;
    private final Predicate<String> isWanted;
    private NavigableSet<String> members = new ConcurrentSkipListSet<>();
    /** The members as they are stored: to find one among them costs much less than in their order. */
    private Set<ByteBuffer> stored = new HashSet<>();

    private long allReadAt;
    /** How long to read all took. */
    private long allTook;

    private boolean areVeryMany;
    private long readAt;
    private long until;

    /**
     * @param operation its name in metrics
     * @param key of the sorted set of a shard, whose scores are times
     */
    PassedMembers(ServiceStore store, String operation, Function<Shard, String> key, Predicate<String> isWanted) {
        this.redis = store.redis();
        this.layouts = store.layouts();
        this.operation = operation;
        this.key = key;
        this.isWanted = isWanted;
        this.allReadAt = System.nanoTime() - ALL_EVERY.toNanos();
        this.readAt = allReadAt;
    }

    /**
     * What has passed.
     *
     * @param members in their order, with some whose time passes a moment later; it may grow
     * @param isNew whether it is another set than that of the call before
     * @param added what this call has added to one that is not new
     */
    record Passed(NavigableSet<String> members, boolean isNew, List<String> added) {}

    /**
     * What has passed. Those who ask at the same time share the work: what was read after the question need not be read again.
     *
     * @param asked when the question was asked, by {@link System#nanoTime}
     */
    synchronized Passed by(Instant now, long asked) {
        long millis = now.toEpochMilli();
        boolean isSetBack = until - millis > OVERLAP.toMillis();
        if (readAt - asked > 0 && millis <= until && !isSetBack) {
            return new Passed(members, false, List.of());
        }
        long nanos = System.nanoTime();
        boolean isNew = isSetBack || nanos - allReadAt >= Math.max(ALL_EVERY.toNanos(), SHARE * allTook);
        // A question that waited for its turn is older than the last answer.
        long to = isSetBack ? millis : Math.max(millis, until);
        List<byte[]> found = read(isNew ? 0 : areVeryMany ? until + 1 : until - OVERLAP.toMillis(), to);
        if (isNew) {
            members = new ConcurrentSkipListSet<>();
            stored = new HashSet<>();
            allReadAt = nanos;
        }
        areVeryMany = !isNew && (areVeryMany || found.size() > VERY_MANY);
        readAt = nanos;
        until = to;
        List<String> added = found.stream()
                .filter(member -> stored.add(ByteBuffer.wrap(member)))
                .map(member -> new String(member, StandardCharsets.UTF_8))
                .filter(isWanted)
                .toList();
        members.addAll(added);
        allTook = isNew ? System.nanoTime() - nanos : allTook;
        return new Passed(members, isNew, isNew ? List.of() : added);
    }

    private List<byte[]> read(long from, long to) {
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>();
        for (Shard shard : layouts.readable()) {
            reads.add(commands -> commands.zrangebyscore(key.apply(shard), Range.create(from, to)));
        }
        return redis.callAll(operation, reads).stream().flatMap(List::stream).toList();
    }
}

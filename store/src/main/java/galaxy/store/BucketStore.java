package galaxy.store;

import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.kernel.Deadline;
import galaxy.kernel.Page;
import galaxy.kernel.WriteResult;
import galaxy.store.StoreUnavailableException.Fate;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.slf4j.LoggerFactory;

/**
 * The records of one service: reads and commits. Each method is one round trip unless it says
 * otherwise, and throws {@link StoreUnavailableException} when Redis cannot serve.
 */
public final class BucketStore {
    private static final RepeatedWarnings LOG = new RepeatedWarnings(LoggerFactory.getLogger(BucketStore.class));

    /** A broken connection is back by then, if the server is. */
    private static final int KEYS_AT_ONCE = 500;

    private static final Duration RECONNECTS_WITHIN = Duration.ofMillis(500);

    private final Redis redis;
    private final Keyspace space;
    private final RandomGenerator random;
    private final StoreMetrics metrics;
    private final Consumer<Shard> emitted;

    /** @param emitted called after each commit that put events into a shard's outbox */
    public BucketStore(
            Redis redis, Keyspace space, RandomGenerator random, StoreMetrics metrics, Consumer<Shard> emitted) {
        this.redis = redis;
        this.space = space;
        this.random = random;
        this.metrics = metrics;
        this.emitted = emitted;
    }

    public Keyspace space() {
        return space;
    }

    /**
     * One record.
     *
     * @throws UnreadableRecordException when it is broken
     */
    public <T> Optional<Versioned<T>> read(String key, Format<T> format) {
        return versioned(key, Optional.ofNullable(redis.call("get", commands -> commands.get(key))), format);
    }

    /** Records of one bucket, in the order of the keys, to be read with {@link #versioned}. */
    public List<Optional<byte[]>> readTogether(String... keys) {
        if (keys.length == 0) {
            return List.of();
        }
        return redis.call("mget", commands -> commands.mget(keys)).stream()
                .map(each -> each.optional())
                .toList();
    }

    Redis redis() {
        return redis;
    }

    /** The records of any buckets that there are and that can be read, in the order of the keys; others are counted. */
    public <T> List<Versioned<T>> readAll(List<String> keys, Format<T> format) {
        return readable(keys, new ReadBatch(redis, this::unreadable).read(keys), format);
    }

    /** The same by the ids of the records. */
    public <T> Map<String, Versioned<T>> readAll(List<String> ids, UnaryOperator<String> keyOf, Format<T> format) {
        Map<String, String> idsByKey = new HashMap<>();
        ids.forEach(id -> idsByKey.put(keyOf.apply(id), id));
        Map<String, Versioned<T>> found = new LinkedHashMap<>();
        for (Versioned<T> record : readAll(ids.stream().map(keyOf).toList(), format)) {
            found.put(idsByKey.getOrDefault(record.key(), ""), record);
        }
        return found;
    }

    /** The same for records of one bucket. */
    public <T> List<Versioned<T>> readAllTogether(List<String> keys, Format<T> format) {
        return readable(keys, readTogether(keys.toArray(String[]::new)), format);
    }

    private <T> List<Versioned<T>> readable(List<String> keys, List<Optional<byte[]>> stored, Format<T> format) {
        return IntStream.range(0, keys.size())
                .mapToObj(i -> readable(keys.get(i), stored.get(i), format))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A record as it is stored under a key, left out and counted when it is broken. */
    public <T> Optional<Versioned<T>> readable(String key, Optional<byte[]> stored, Format<T> format) {
        try {
            return versioned(key, stored, format);
        } catch (UnreadableRecordException e) {
            unreadable(e);
            return Optional.empty();
        }
    }

    /** Counts a record that is left out because it cannot be read. */
    public void unreadable(UnreadableRecordException e) {
        metrics.unreadable();
        LOG.warn(e.kind(), "what cannot be read is left out", e);
    }

    /** The keys of one kind in every bucket, some at a time. Keys that are written meanwhile may be left out. */
    void eachKey(String kind, Consumer<List<String>> some) {
        ScanArgs matching = ScanArgs.Builder.matches(space.service() + ":{*}:" + kind + ":*")
                .limit(KEYS_AT_ONCE);
        redis.onEachMaster(master -> {
            KeyScanCursor<String> page = master.scan(matching);
            while (true) {
                some.accept(page.getKeys());
                if (page.isFinished()) {
                    return true;
                }
                page = master.scan(ScanCursor.of(page.getCursor()), matching);
            }
        });
    }

    /** A history list from its oldest entry. Entries that cannot be read are left out and counted. */
    public <T> List<T> history(String key, Format<T> format) {
        return entries(key, redis.call("lrange", commands -> commands.lrange(key, 0, -1)), format);
    }

    /**
     * A page of a history list, shorter by its entries that cannot be read.
     *
     * @param from how many of the oldest entries to leave out
     */
    public <T> Page<T, Long> history(String key, long from, int size, Format<T> format) {
        List<byte[]> stored = redis.call("lrange", commands -> commands.lrange(key, from, from + size));
        Page<byte[], Long> page = Page.of(stored, size, last -> from + size);
        return new Page<>(entries(key, page.items(), format), page.next());
    }

    <T> List<T> entries(String key, List<byte[]> entries, Format<T> format) {
        List<T> found = new ArrayList<>(entries.size());
        for (byte[] entry : entries) {
            try {
                found.add(format.read(entry, 0));
            } catch (RuntimeException e) {
                unreadable(UnreadableRecordException.of(key, e));
            }
        }
        return found;
    }

    /** Members of an index whose scores are all 0, in the order of their bytes, from the first or after a member. */
    public List<String> members(String key, Optional<String> after, int most) {
        Range<byte[]> rest =
                Range.from(after.map(BucketStore::past).orElse(Boundary.unbounded()), Boundary.unbounded());
        return texts(redis.call("members", commands -> commands.zrangebylex(key, rest, Limit.create(0, most))));
    }

    /** The same against the order of their bytes, from the last or before a member. */
    public List<String> membersDown(String key, Optional<String> before, int most) {
        Range<byte[]> rest =
                Range.from(Boundary.unbounded(), before.map(BucketStore::past).orElse(Boundary.unbounded()));
        return texts(redis.call("members", commands -> commands.zrevrangebylex(key, rest, Limit.create(0, most))));
    }

    private static Boundary<byte[]> past(String member) {
        return Boundary.excluding(member.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(List<byte[]> members) {
        return members.stream()
                .map(member -> new String(member, StandardCharsets.UTF_8))
                .toList();
    }

    /**
     * A record as it is stored under a key: its version, then its value.
     *
     * @throws UnreadableRecordException when it is broken
     */
    public static <T> Optional<Versioned<T>> versioned(String key, Optional<byte[]> stored, Format<T> format) {
        return stored.map(bytes -> Versioned.read(key, bytes, format));
    }

    /** An empty commit to fill and to {@link #send}. */
    public Commit commit(Bucket bucket) {
        return new Commit(space, redis.shards().of(bucket), random);
    }

    /** Sends a commit, and once more when its fate is unknown: sent twice, it still happens once. */
    public WriteResult send(Commit commit) {
        boolean unknown = false;
        String reply;
        try {
            reply = redis.call(commit.call());
        } catch (StoreUnavailableException e) {
            if (e.fate() != Fate.UNKNOWN) {
                throw e;
            }
            unknown = true;
            reply = sendAgain(commit);
        }
        if (!"OK".equals(reply)) {
            metrics.conflicted();
            return unknown ? WriteResult.CONFLICT_OR_DONE : WriteResult.CONFLICT;
        }
        if (commit.emits()) {
            emitted.accept(commit.shard());
        }
        return WriteResult.DONE;
    }

    /**
     * Sends commits of any buckets at once, each of which nothing depends on.
     *
     * @return the places of those that found a conflict, or whose fate is unknown
     */
    public List<Integer> sendAll(List<Commit> commits) {
        List<Boolean> done = new CommitBatch(redis).send(commits);
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < commits.size(); i++) {
            if (!done.get(i)) {
                left.add(i);
            } else if (commits.get(i).emits()) {
                emitted.accept(commits.get(i).shard());
            }
        }
        return left;
    }

    /** The same for what was read, as {@link #confirm} does. */
    List<Integer> confirmAll(List<Commit> seen) {
        return redis.replicates()
                ? sendAll(seen.stream().map(Commit::onlyChecking).toList())
                : List.of();
    }

    /**
     * Makes sure that no fail-over takes back what was read and is about to be reported or relied upon, where changes have to
     * be replicated; elsewhere does nothing. Not needed after a write of the same record.
     *
     * @param seen only checks what was read
     * @return {@code CONFLICT} when it has changed meanwhile
     */
    public WriteResult confirm(Commit seen) {
        return redis.replicates() ? send(seen.onlyChecking()) : WriteResult.DONE;
    }

    /** What was unknown before stays unknown when a later attempt fails, however it fails. */
    private String sendAgain(Commit commit) {
        long start = System.nanoTime();
        while (true) {
            try {
                return redis.call(commit.call());
            } catch (StoreUnavailableException e) {
                boolean mayComeBack = e.fate() == Fate.NOT_APPLIED
                        && System.nanoTime() - start < RECONNECTS_WITHIN.toNanos()
                        && Deadline.nanosLeft() > 0;
                if (!mayComeBack) {
                    throw new StoreUnavailableException(Fate.UNKNOWN, "the store did not confirm the change", e);
                }
                RedisExecution.pause();
            }
        }
    }
}

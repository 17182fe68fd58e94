package galaxy.store;

import galaxy.kernel.Optimistic;
import io.lettuce.core.SetArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes records again, behind open ports: all of them when the rules, the topology or the version have changed, or by hand;
 * and those that an instance with other rules has written since. It goes on where it was interrupted, in any instance.
 */
final class Reindexing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);

    /** What reads the layout before it is whole is over by then, and every instance has read it since. */
    private static final Duration CLEARED_AFTER = Duration.ofSeconds(5);

    private static final int BATCH = 500;
    private static final int AT_ONCE = 4;
    private static final int MOST_ROUNDS = 20;
    private static final long REPORT = 20_000;
    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final byte[] HELD = "held".getBytes(StandardCharsets.US_ASCII);

    private final Redis redis;
    private final StoreMetrics metrics;
    private final BucketStore records;
    private final Layouts layouts;
    private final Moving moving;
    private final Optional<Indexed<?>> indexed;
    private final RepeatedWork rounds;

    Reindexing(SharedStore shared, BucketStore records, Layouts layouts, Moving moving, Optional<Indexed<?>> indexed) {
        this.redis = shared.redis();
        this.metrics = shared.metrics();
        this.records = records;
        this.layouts = layouts;
        this.moving = moving;
        this.indexed = indexed;
        this.rounds = new RepeatedWork(
                service() + "-reindexing", this::run, service() + " are indexed again later", shared.metrics());
    }

    void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private String service() {
        return records.space().service();
    }

    /** One round: everything that has to be indexed again now. */
    synchronized void run() {
        Layout layout = layouts.refresh();
        if (!layouts.isOwn()) {
            return;
        }
        if (layout.state() == Layout.State.WHOLE) {
            indexed.ifPresent(this::reindexOutdated);
        } else if (isMine()) {
            try {
                finish(layout);
            } finally {
                redis.call("release", commands -> commands.del(records.space().reindexing()));
            }
        }
    }

    private void finish(Layout layout) {
        if (layout.state() == Layout.State.WALKING) {
            layouts.announce();
            boolean isWalked = indexed.isEmpty() || walk(indexed.get(), layout);
            boolean isMoved = isWalked && (!layout.isMoved() || moving.move());
            if (!isMoved || !layouts.advance(Layout::walked)) {
                return;
            }
        }
        if (layout.isMoved() && !rounds.pause(CLEARED_AFTER)) {
            moving.clear();
            layouts.advance(Layout::cleared);
        }
    }

    /** Whether no other instance is at it: two would only do the same twice. */
    private boolean isMine() {
        SetArgs free = SetArgs.Builder.nx().px(LEASE.toMillis());
        return redis.call("lease", commands -> commands.set(records.space().reindexing(), HELD, free)) != null;
    }

    /** Walks over all records from where it was interrupted; whether it came to the end. */
    private boolean walk(Indexed<?> each, Layout layout) {
        Scan scan = Scan.start(
                redis,
                layouts.readable(),
                shard -> List.of(records.space().key(shard, each.index())),
                layout.reached(),
                BATCH * AT_ONCE);
        long seen = 0;
        while (!rounds.isClosing()) {
            List<String> members = take(scan);
            if (members.isEmpty()) {
                if (seen > 0) {
                    LOG.info("all {} are indexed again, {} since the start", service(), seen);
                }
                return true;
            }
            reindexAll(each, members.stream().map(each.idOf()).toList());
            metrics.reindexed(service(), members.size());
            long before = seen;
            seen += members.size();
            if (before / REPORT != seen / REPORT) {
                LOG.info("{} of {} are indexed again so far", seen, service());
                String last = members.getLast();
                redis.call("lease", commands -> commands.pexpire(records.space().reindexing(), LEASE.toMillis()));
                if (!layouts.advance(now -> now.reached(last))) {
                    return false;
                }
            }
        }
        return false;
    }

    private static List<String> take(Scan scan) {
        List<String> members = new ArrayList<>(BATCH * AT_ONCE);
        Optional<String> next = scan.next();
        while (next.isPresent()) {
            members.add(next.get());
            next = members.size() < BATCH * AT_ONCE ? scan.next() : Optional.empty();
        }
        return members;
    }

    /** Those that an instance with other rules has written, or writes. */
    private void reindexOutdated(Indexed<?> each) {
        for (Shard shard : redis.shards().all()) {
            String key = records.space().outdated(shard);
            for (int round = 0; round < MOST_ROUNDS; round++) {
                List<String> ids = redis.call("outdated", commands -> commands.zrange(key, 0, BATCH - 1)).stream()
                        .map(id -> new String(id, StandardCharsets.UTF_8))
                        .toList();
                if (ids.isEmpty()) {
                    break;
                }
                layouts.announce();
                forget(key, ids, reindex(each, ids, true));
            }
        }
    }

    /** What cannot be read is not tried for ever. */
    private void forget(String outdated, List<String> ids, Set<String> readable) {
        byte[][] broken = ids.stream()
                .filter(id -> !readable.contains(id))
                .map(id -> id.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        if (broken.length > 0) {
            redis.call("outdated", commands -> commands.zrem(outdated, broken));
        }
    }

    private void reindexAll(Indexed<?> each, List<String> ids) {
        List<Future<?>> parts = new ArrayList<>(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int from = 0; from < ids.size(); from += BATCH) {
                List<String> part = ids.subList(from, Math.min(from + BATCH, ids.size()));
                parts.add(threads.submit(() -> reindex(each, part, false)));
            }
        }
        for (Future<?> part : parts) {
            if (part.state() == Future.State.FAILED) {
                throw part.exceptionNow() instanceof RuntimeException e
                        ? e
                        : new IllegalStateException(part.exceptionNow());
            }
        }
    }

    /** Indexes some records again; those that can be read. */
    private <T> Set<String> reindex(Indexed<T> each, List<String> ids, boolean always) {
        Map<String, String> idsByKey = new LinkedHashMap<>();
        ids.forEach(id -> idsByKey.put(each.keyOf().apply(id), id));
        List<Commit> commits = new ArrayList<>(ids.size());
        List<String> committed = new ArrayList<>(ids.size());
        Set<String> readable = new HashSet<>();
        for (Versioned<T> record : records.readAll(List.copyOf(idsByKey.keySet()), each.format())) {
            readable.add(idsByKey.getOrDefault(record.key(), ""));
            each.reindexed().apply(record, always).ifPresent(commit -> {
                commits.add(commit);
                committed.add(record.key());
            });
        }
        for (int left : records.sendAll(commits)) {
            String key = committed.get(left);
            var _ = Optimistic.retry("a record", attempt -> {
                Optional<Commit> commit = records.read(key, each.format())
                        .flatMap(seen -> each.reindexed().apply(seen, always));
                return commit.isEmpty()
                        ? Optional.of(key)
                        : records.send(commit.get()).ifDone(key);
            });
        }
        return readable;
    }
}

package galaxy.store;

import galaxy.kernel.Optimistic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Indexes records again, behind open ports: all of them when the rules, the topology or the version have changed, or by hand;
 * and those that an instance with other rules has written since. It goes on where it was interrupted, in any instance.
 */
final class Reindexing {
    /** What reads the layout before it is whole is over by then, and every instance has read it since. */
    private static final Duration CLEARED_AFTER = Duration.ofSeconds(5);

    private static final int BATCH = 500;
    private static final int MOST_ROUNDS = 20;

    private final SharedStore shared;
    private final BucketStore records;
    private final Layouts layouts;
    private final Moving moving;
    private final Walk walk;

    Reindexing(SharedStore shared, BucketStore records, Layouts layouts, Moving moving, Walk walk) {
        this.shared = shared;
        this.records = records;
        this.layouts = layouts;
        this.moving = moving;
        this.walk = walk;
    }

    /** One round: everything that has to be indexed again now. */
    void run(Optional<Indexed<?>> indexed) {
        Layout layout = layouts.refresh();
        if (!layouts.isOwn()) {
            return;
        }
        if (layout.state() == Layout.State.WHOLE) {
            indexed.ifPresent(this::reindexOutdated);
        } else {
            walk.alone(records.space().reindexing(), () -> finish(layout, indexed));
        }
    }

    private void finish(Layout layout, Optional<Indexed<?>> indexed) {
        if (!layout.isComplete()) {
            layouts.announce();
            boolean isWalked = indexed.isEmpty() || reindexEach(indexed.get(), layout);
            boolean isMoved = isWalked && (!layout.isMoved() || moving.move());
            if (!isMoved || !layouts.advance(Layout::walked)) {
                return;
            }
        }
        if (layout.isMoved() && !walk.pause(CLEARED_AFTER)) {
            moving.clear();
            layouts.advance(Layout::cleared);
        }
    }

    /** By hand all records that there are, as the index of them all may be damaged too; from the first, if interrupted. */
    private boolean reindexEach(Indexed<?> each, Layout layout) {
        Walk.Task task = new Walk.Task("indexed again", records.space().reindexing(), layout.reached());
        return layout.state() == Layout.State.REQUESTED
                ? walk.overKeys(task, each, ids -> reindexAll(each, ids, true), layouts::isOwn)
                : walk.run(
                        task,
                        each,
                        ids -> reindexAll(each, ids, false),
                        last -> layouts.advance(now -> now.reached(last)));
    }

    /** Those that an instance with other rules has written, or writes. */
    private void reindexOutdated(Indexed<?> each) {
        for (Shard shard : shared.redis().shards().all()) {
            String key = records.space().outdated(shard);
            for (int round = 0; round < MOST_ROUNDS; round++) {
                List<String> ids =
                        shared.redis().call("outdated", commands -> commands.zrange(key, 0, BATCH - 1)).stream()
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
            shared.redis().call("outdated", commands -> commands.zrem(outdated, broken));
        }
    }

    private void reindexAll(Indexed<?> each, List<String> ids, boolean always) {
        Visits.inParts(ids, BATCH, part -> reindex(each, part, always));
        shared.metrics().reindexed(records.space().service(), ids.size());
    }

    /** Indexes some records again; those that can be read. */
    private <T> Set<String> reindex(Indexed<T> each, List<String> ids, boolean always) {
        List<Commit> commits = new ArrayList<>(ids.size());
        List<String> committed = new ArrayList<>(ids.size());
        Map<String, Versioned<T>> found = records.readAll(ids, each.keyOf(), each.format());
        for (Versioned<T> record : found.values()) {
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
        return found.keySet();
    }
}

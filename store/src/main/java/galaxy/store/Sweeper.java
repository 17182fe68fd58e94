package galaxy.store;

import galaxy.store.Redis.Result;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Visits records that are due and claims that were left unfinished, about once a second in every instance. Visits are
 * repeatable and may run at the same time as others.
 */
final class Sweeper implements AutoCloseable {
    /** How long a claim is left alone: its request is most likely still at work. */
    static final Duration CLAIM_GRACE = Duration.ofSeconds(2);

    private static final int AT_ONCE_DUE = 1024;
    /** So few that requests, which use the same connection, wait for them only a moment. */
    private static final int TOGETHER = 16;

    /** How much longer than the repairs of some a pause after them is, in which the server and processors are free for requests. */
    private static final int REST = 4;

    private final SharedStore shared;
    private final Keyspace space;
    private final InstantSource clock;
    private final DueRecords records;
    private final Optional<Names<?>> names;
    private final RepeatedWork rounds;

    /**
     * Not yet started.
     *
     * @param names whose claims are reviewed
     */
    Sweeper(SharedStore shared, Keyspace space, InstantSource clock, DueRecords records, Optional<Names<?>> names) {
        this.shared = shared;
        this.space = space;
        this.clock = clock;
        this.records = records;
        this.names = names;
        this.rounds = new RepeatedWork(
                space.service() + "-sweeper",
                this::sweep,
                "repairs of " + space.service() + " wait for the next round",
                shared.metrics());
    }

    void start() {
        rounds.start();
    }

    @Override
    public void close() {
        rounds.close();
    }

    /** One round over all shards. What cannot be read or visited affects nothing else, and fails the round at its end. */
    void sweep() {
        visitDue(clock.instant(), () -> names.ifPresent(this::review));
    }

    private void review(Names<?> owners) {
        List<Result<List<byte[]>>> found = unsettled(clock.instant());
        visit("claim", flatten(Result.answers(found)), owners::review);
        Result.throwIfAny(found);
    }

    /** Repairs every record that is due at {@code now}. */
    void visitDue(Instant now) {
        visitDue(now, () -> {});
    }

    /** @param others what must not wait until all of very many are repaired */
    private void visitDue(Instant now, Runnable others) {
        List<String> due = List.of();
        List<String> before;
        do {
            before = due;
            try {
                due = repair(now);
            } finally {
                others.run();
            }
        } while (!due.isEmpty() && !due.equals(before) && !rounds.isClosing());
    }

    /** Together if they are many: then most of them have become due at one moment. */
    private List<String> repair(Instant now) {
        List<Result<List<byte[]>>> found = due(now);
        List<String> ids = flatten(Result.answers(found));
        List<String> left = ids.size() <= Visits.FEW ? ids : leftOf(ids, now);
        visit("due", left, records::repair);
        Result.throwIfAny(found);
        return ids;
    }

    /** Repairs many together, with pauses; those that are due all the same. */
    private List<String> leftOf(List<String> ids, Instant now) {
        for (int from = 0; from < ids.size() && !rounds.isClosing(); from += TOGETHER) {
            List<String> some = ids.subList(from, Math.min(from + TOGETHER, ids.size()));
            long start = System.nanoTime();
            shared.metrics().repairsWaiting(space.service(), ids.size() - from);
            try {
                records.repairTogether(some);
            } finally {
                shared.metrics().repairsWaiting(space.service(), from - ids.size());
            }
            rounds.pause(Duration.ofNanos(REST * (System.nanoTime() - start)));
        }
        if (rounds.isClosing()) {
            return List.of();
        }
        Set<String> all = new HashSet<>(ids);
        List<String> left =
                flatten(Result.answers(due(now))).stream().filter(all::contains).toList();
        shared.metrics().swept("due", ids.size() - left.size());
        return left;
    }

    private List<Result<List<byte[]>>> due(Instant now) {
        Range<Long> until = Range.create(0L, now.toEpochMilli());
        return first("due", space::due, until);
    }

    private List<Result<List<byte[]>>> unsettled(Instant now) {
        Range<Long> until = Range.create(Long.MIN_VALUE, now.minus(CLAIM_GRACE).toEpochMilli());
        return first("unsettled", space::claims, until);
    }

    private List<Result<List<byte[]>>> first(String operation, Function<Shard, String> key, Range<Long> until) {
        List<Shard> shards = shared.redis().shards().all();
        Limit most = Limit.create(0, Math.max(AT_ONCE_DUE / shards.size(), 64));
        List<Redis.Command<List<byte[]>>> reads = new ArrayList<>(shards.size());
        for (Shard shard : shards) {
            reads.add(commands -> commands.zrangebyscore(key.apply(shard), until, most));
        }
        return shared.redis().tryAll(operation, reads);
    }

    private void visit(String kind, List<String> ids, Consumer<String> visitor) {
        new Visits(space.service(), shared.metrics(), Visits.FEW).all(kind, ids, visitor);
    }

    private static List<String> flatten(List<List<byte[]>> chunks) {
        List<String> all = new ArrayList<>();
        chunks.forEach(chunk -> chunk.forEach(each -> all.add(new String(each, StandardCharsets.UTF_8))));
        return all;
    }
}

package galaxy.store;

import galaxy.store.Redis.Result;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Visits records that are due and claims that were left unfinished, about once a second in every instance. Visits are
 * repeatable and may run at the same time as others.
 */
final class Sweeper implements AutoCloseable {
    /** How long a claim is left alone: its request is most likely still at work. */
    static final Duration CLAIM_GRACE = Duration.ofSeconds(2);

    private static final int AT_ONCE_DUE = 4096;
    /** So few that requests, which use the same connection, wait for them only a moment. */
    private static final int TOGETHER = 32;

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
        Instant now = clock.instant();
        try {
            visitDue(now);
        } finally {
            names.ifPresent(owners -> visitAll("claim", unsettled(now), owners::review));
        }
    }

    /** Repairs every record that is due at {@code now}. */
    void visitDue(Instant now) {
        List<String> before = List.of();
        List<String> due = repair(now);
        while (!due.isEmpty() && !due.equals(before)) {
            before = due;
            due = repair(now);
        }
    }

    /** Together if they are many: then most of them have become due at one moment. */
    private List<String> repair(Instant now) {
        List<Result<List<byte[]>>> found = due(now);
        List<String> ids = flatten(Result.answers(found));
        if (ids.size() <= Visits.FEW) {
            return visitAll("due", found, records::repair);
        }
        for (int from = 0; from < ids.size(); from += TOGETHER) {
            records.repairTogether(ids.subList(from, Math.min(from + TOGETHER, ids.size())));
        }
        List<Result<List<byte[]>>> left = due(now);
        shared.metrics()
                .swept(
                        "due",
                        Math.max(0, ids.size() - flatten(Result.answers(left)).size()));
        return visitAll("due", left, records::repair);
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

    private List<String> visitAll(String kind, List<Result<List<byte[]>>> found, Consumer<String> visitor) {
        List<String> ids = flatten(Result.answers(found));
        new Visits(space.service(), shared.metrics(), Visits.FEW).all(kind, ids, visitor);
        Result.throwIfAny(found);
        return ids;
    }

    private static List<String> flatten(List<List<byte[]>> chunks) {
        List<String> all = new ArrayList<>();
        chunks.forEach(chunk -> chunk.forEach(each -> all.add(new String(each, StandardCharsets.UTF_8))));
        return all;
    }
}

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits records that are due and claims that were left unfinished, about once a second in every instance. Visits are
 * repeatable and may run at the same time as others.
 */
final class Sweeper implements AutoCloseable {
    /** How long a claim is left alone: its request is most likely still at work. */
    static final Duration CLAIM_GRACE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int AT_ONCE_DUE = 4096;
    private static final long PERIOD_MILLIS = 1000;

    private final SharedStore shared;
    private final Keyspace space;
    private final InstantSource clock;
    private final Consumer<String> visit;
    private final Optional<Names<?>> names;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Not yet started.
     *
     * @param visit repairs the record of an id
     * @param names whose claims are reviewed
     */
    Sweeper(SharedStore shared, Keyspace space, InstantSource clock, Consumer<String> visit, Optional<Names<?>> names) {
        this.shared = shared;
        this.space = space;
        this.clock = clock;
        this.visit = visit;
        this.names = names;
        this.thread = Thread.ofVirtual().name(space.service() + "-sweeper").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        if (!thread.isAlive()) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        List<String> due = visitAll("due", due(now), visit);
        while (!due.isEmpty() && !due.equals(before)) {
            before = due;
            due = visitAll("due", due(now), visit);
        }
    }

    private void run() {
        boolean failing = false;
        while (isOpen()) {
            try {
                sweep();
                failing = false;
            } catch (RuntimeException e) {
                shared.metrics().sweepFailed();
                if (!failing) {
                    LOG.warn("repairs of {} wait for the next round: {}", space.service(), e.getMessage());
                }
                failing = true;
            }
            pause();
        }
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
        new Visits(space.service(), shared.metrics()).all(kind, ids, visitor);
        Result.throwIfAny(found);
        return ids;
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    private void pause() {
        try {
            boolean closed = closing.await(
                    ThreadLocalRandom.current().nextLong(PERIOD_MILLIS * 3 / 4, PERIOD_MILLIS * 5 / 4),
                    TimeUnit.MILLISECONDS);
            if (closed) {
                LOG.debug("the sweeper of {} stops", space.service());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> flatten(List<List<byte[]>> chunks) {
        List<String> all = new ArrayList<>();
        chunks.forEach(chunk -> chunk.forEach(each -> all.add(new String(each, StandardCharsets.UTF_8))));
        return all;
    }
}

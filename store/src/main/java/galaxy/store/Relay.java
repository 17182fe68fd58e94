package galaxy.store;

import galaxy.chassis.health.HealthCheck;
import galaxy.store.Redis.Result;
import galaxy.store.Redis.ScriptCall;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XTrimArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves events from the outboxes of one service to the public stream {@code galaxy:events}: each once, in the order of its
 * bucket. Any number of instances may do so at once. Nothing is lost when one fails: the outbox keeps an event until it is public.
 */
public final class Relay implements AutoCloseable {
    /** The public stream. */
    public static final String EVENTS = "galaxy:events";

    static final String MARKS = "{" + EVENTS + "}:marks";

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BATCH = 100;
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Redis may serve for less than a poll between two failures, and what waits wakes nobody again. */
    private static final Duration RETRY = Duration.ofMillis(100);

    private static final Duration READY_LAG = Duration.ofSeconds(30);
    private static final Duration FLUSH_AT_MOST = Duration.ofSeconds(2);

    private final Redis redis;
    private final Keyspace space;
    private final InstantSource clock;
    private final StoreMetrics metrics;
    private final byte[] retained;
    private final Checkpoint[] marks = new Checkpoint[Bucket.COUNT];
    private boolean knowsMarks;
    private final Set<Bucket> woken = ConcurrentHashMap.newKeySet();
    /** The first round comes at once: the run before may have left something. */
    private final Semaphore work = new Semaphore(1);

    private final Thread thread;
    private volatile boolean closing;
    private volatile double lag;
    private volatile long caughtUp = System.nanoTime();

    /** @param retained about how many events the public stream keeps */
    public Relay(Redis redis, Keyspace space, InstantSource clock, StoreMetrics metrics, long retained) {
        this.redis = redis;
        this.space = space;
        this.clock = clock;
        this.metrics = metrics;
        this.retained = ascii(Long.toString(retained));
        this.thread = Thread.ofVirtual().name(space.service() + "-relay").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** There are events in this bucket's outbox. Never blocks. */
    public void wake(Bucket bucket) {
        if (woken.add(bucket)) {
            work.release();
        }
    }

    /** Age in seconds of the oldest event that waited in an outbox when the relay last looked. */
    public double lagSeconds() {
        return lag;
    }

    /** Whether events reach the public stream soon. */
    public HealthCheck check() {
        return new HealthCheck(
                space.service() + "-relay",
                () -> lag < READY_LAG.toSeconds()
                        ? HealthCheck.Status.up()
                        : HealthCheck.Status.down("events wait in the outboxes for %.0f s".formatted(lag)));
    }

    /** Publishes what waits, for two seconds at most, and stops. */
    @Override
    public void close() {
        closing = true;
        work.release();
        if (!thread.isAlive()) {
            return;
        }
        try {
            thread.join(FLUSH_AT_MOST.plus(POLL));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long nextPoll = System.nanoTime();
        boolean failing = false;
        while (!closing) {
            try {
                Duration rest = failing ? RETRY : POLL;
                var _ = work.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
                work.drainPermits();
                if (System.nanoTime() >= nextPoll) {
                    nextPoll = System.nanoTime() + POLL.toNanos();
                    wakeWaiting();
                }
                publishWoken();
                caughtUp = System.nanoTime();
                failing = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                metrics.relayFailed();
                if (!failing) {
                    LOG.warn("events wait in the outboxes of {}: {}", space.service(), e.getMessage());
                }
                failing = true;
                observeLag(Math.max(lag, (System.nanoTime() - caughtUp) / 1e9));
            }
        }
        flush();
    }

    private void flush() {
        long end = System.nanoTime() + FLUSH_AT_MOST.toNanos();
        try {
            do {
                wakeWaiting();
                publishWoken();
            } while (!woken.isEmpty() && System.nanoTime() < end);
        } catch (RuntimeException e) {
            LOG.warn("events of {} stay in their outboxes for the next start: {}", space.service(), e.getMessage());
        }
    }

    /** Wakes the buckets whose outbox is not empty, and those that cannot be asked. */
    private void wakeWaiting() {
        List<Redis.Command<Long>> lengths = new ArrayList<>(Bucket.COUNT);
        for (Bucket bucket : Bucket.all()) {
            lengths.add(commands -> commands.xlen(space.outbox(bucket)));
        }
        List<Result<Long>> answers = redis.tryAll("xlen", lengths);
        for (Bucket bucket : Bucket.all()) {
            boolean isEmpty = answers.get(bucket.number()) instanceof Result.Answer<Long>(Long length) && length == 0;
            if (!isEmpty) {
                woken.add(bucket);
            }
        }
    }

    /** The marks as they are before any outbox is read. */
    private void learnMarks() {
        Map<String, byte[]> known = redis.call("hgetall", Redis.Lasting.of(MARKS, commands -> commands.hgetall(MARKS)));
        for (Bucket bucket : Bucket.all()) {
            byte[] mark = known.get(space.outboxName(bucket));
            marks[bucket.number()] = mark == null ? Checkpoint.NONE : Checkpoint.parse(mark);
        }
        knowsMarks = true;
    }

    private void publishWoken() {
        if (!knowsMarks) {
            learnMarks();
        }
        List<Bucket> round = List.copyOf(woken);
        if (round.isEmpty()) {
            observeLag(0);
            return;
        }
        woken.removeAll(round);
        try {
            publish(round);
        } catch (RuntimeException e) {
            woken.addAll(round);
            throw e;
        }
    }

    /**
     * What of one bucket waits to be published, from the beginning of its outbox.
     *
     * @param read the mark that was known before the outbox was read
     * @param events under consecutive numbers; some may be public already
     * @param isLast whether nothing else waited
     */
    private record Batch(Bucket bucket, Checkpoint read, List<StreamMessage<String, byte[]>> events, boolean isLast) {
        static Batch of(Bucket bucket, Checkpoint read, List<StreamMessage<String, byte[]>> found) {
            int dense = 0;
            while (dense < found.size() && number(found.get(dense)) == number(found.getFirst()) + dense) {
                dense++;
            }
            return new Batch(bucket, read, found.subList(0, dense), dense == found.size() && dense < BATCH);
        }

        /**
         * Whether the outbox has lost events that are public, and given their numbers to others since. What is public leaves
         * an outbox all at once: whoever finds some of it finds the last event of it too, and under the id that it had.
         */
        boolean isSetBack() {
            return !events.isEmpty()
                    && number(events.getFirst()) <= read.number()
                    && events.stream().noneMatch(event -> Checkpoint.of(event).equals(read));
        }

        /** Whether what is read ends before the mark, with more behind it. */
        boolean endsTooSoon() {
            return !isLast && number(events.getLast()) < read.number();
        }

        /**
         * Whether events are missing between the mark and the first one. They are nowhere: the outbox was read after the mark
         * was known and has a later one, and an outbox only grows at its end; if another relay had published them, the mark,
         * which was asked for after that, would be past them.
         */
        boolean hasGapAfter(Checkpoint mark) {
            return !events.isEmpty() && number(events.getFirst()) > mark.number() + 1;
        }
    }

    /** Publishes the next events of each bucket that can be read; then says if there was one that cannot. */
    private void publish(List<Bucket> round) {
        List<Redis.Command<List<StreamMessage<String, byte[]>>>> reads = new ArrayList<>(round.size());
        for (Bucket bucket : round) {
            String outbox = space.outbox(bucket);
            reads.add(Redis.Lasting.of(
                    outbox, commands -> commands.xrange(outbox, Range.unbounded(), Limit.create(0, BATCH))));
        }
        List<Result<List<StreamMessage<String, byte[]>>>> results = redis.tryAll("xrange", reads);
        List<Batch> batches = new ArrayList<>(round.size());
        for (int i = 0; i < round.size(); i++) {
            if (results.get(i) instanceof Result.Answer<List<StreamMessage<String, byte[]>>>(var events)) {
                Bucket bucket = round.get(i);
                Batch batch = Batch.of(bucket, marks[bucket.number()], events);
                if (batch.isSetBack() && !(batch.endsTooSoon() && holds(bucket, batch.read()))) {
                    goBack(batch);
                } else {
                    batches.add(batch);
                }
            }
        }
        observeLag(batches);
        move(batches);
        Result.throwIfAny(results);
    }

    private void move(List<Batch> batches) {
        List<List<byte[]>> reached = redis.callAll(
                Script.PUBLISH.operation(), batches.stream().map(this::move).toList());
        List<Redis.Command<Long>> trims = new ArrayList<>(batches.size());
        for (int i = 0; i < batches.size(); i++) {
            Batch batch = batches.get(i);
            Bucket bucket = batch.bucket();
            Checkpoint before = Checkpoint.parse(reached.get(i).getFirst());
            Checkpoint mark = Checkpoint.parse(reached.get(i).getLast());
            marks[bucket.number()] = mark;
            metrics.published(mark.number() - before.number());
            if (!before.equals(batch.read())) {
                // Somebody else was at work, and only what is read from now on can be compared with the mark.
                wake(bucket);
                continue;
            }
            if (batch.hasGapAfter(mark)) {
                skip(bucket, mark, number(batch.events().getFirst()) - 1);
                wake(bucket);
            } else if (!batch.isLast()) {
                wake(bucket);
            }
            trims.add(commands ->
                    commands.xtrim(space.outbox(bucket), XTrimArgs.Builder.minId(mark.number() + 1 + "-0")));
        }
        Result.throwIfAny(redis.tryAll("xtrim", trims));
    }

    /** Whether an event is in its outbox under the very id. */
    private boolean holds(Bucket bucket, Checkpoint mark) {
        Range<String> itself = Range.create(mark.toString(), mark.toString());
        return !redis.call("xrange", commands -> commands.xrange(space.outbox(bucket), itself))
                .isEmpty();
    }

    /** Goes on behind events that are lost, so that those after them are not held up for ever. */
    private void skip(Bucket bucket, Checkpoint mark, long last) {
        if (moveMark(bucket, mark, Checkpoint.at(last))) {
            LOG.error(
                    "events {} to {} of outbox {} are lost: they are not in it and were not published; a fail-over of"
                            + " Redis has lost writes",
                    mark.number() + 1,
                    last,
                    space.outboxName(bucket));
            metrics.lost(last - mark.number());
        }
    }

    /** Goes back to where the outbox begins: its events count, and not those that had their numbers before. */
    private void goBack(Batch batch) {
        Bucket bucket = batch.bucket();
        long first = number(batch.events().getFirst());
        if (moveMark(bucket, batch.read(), Checkpoint.at(first - 1))) {
            LOG.error(
                    "outbox {} has lost events up to {} that are public, and goes on from {}: a fail-over of Redis has"
                            + " taken back the changes that they tell of",
                    space.outboxName(bucket),
                    batch.read().number(),
                    first);
            metrics.setBack();
        }
        wake(bucket);
    }

    private boolean moveMark(Bucket bucket, Checkpoint from, Checkpoint to) {
        long moved = redis.call(new ScriptCall<Long>(
                Script.MOVE_MARK,
                new String[] {MARKS},
                ascii(space.outboxName(bucket)),
                ascii(from.toString()),
                ascii(to.toString())));
        if (moved == 1) {
            marks[bucket.number()] = to;
        } else {
            knowsMarks = false;
        }
        return moved == 1;
    }

    private ScriptCall<List<byte[]>> move(Batch batch) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(ascii(space.outboxName(batch.bucket())));
        arguments.add(retained);
        for (StreamMessage<String, byte[]> event : batch.events()) {
            Map<String, byte[]> fields = event.getBody();
            arguments.add(ascii(event.getId()));
            arguments.add(ascii(Integer.toString(2 * fields.size())));
            fields.forEach((name, value) -> {
                arguments.add(ascii(name));
                arguments.add(value);
            });
        }
        return new ScriptCall<>(Script.PUBLISH, new String[] {EVENTS, MARKS}, arguments.toArray(byte[][]::new));
    }

    private void observeLag(List<Batch> batches) {
        Instant now = clock.instant();
        double oldest = 0;
        for (Batch batch : batches) {
            if (!batch.events().isEmpty()) {
                byte[] time = batch.events().getFirst().getBody().get("time");
                Instant at = Instant.parse(new String(time, StandardCharsets.US_ASCII));
                oldest = Math.max(oldest, Duration.between(at, now).toMillis() / 1000.0);
            }
        }
        observeLag(oldest);
    }

    private void observeLag(double seconds) {
        lag = seconds;
        metrics.relayLag(space.service(), seconds);
    }

    private static long number(StreamMessage<String, byte[]> event) {
        return Checkpoint.of(event).number();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

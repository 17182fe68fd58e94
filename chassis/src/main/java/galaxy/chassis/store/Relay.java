package galaxy.chassis.store;

import galaxy.chassis.http.Check;
import galaxy.chassis.store.Redis.Result;
import galaxy.chassis.store.Redis.ScriptCall;
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
    private static final Duration READY_LAG = Duration.ofSeconds(30);
    private static final Duration FLUSH_AT_MOST = Duration.ofSeconds(2);

    private final Redis redis;
    private final Space space;
    private final InstantSource clock;
    private final StoreMetrics metrics;
    private final byte[] retained;
    private final long[] marks = new long[Bucket.COUNT];
    private final Set<Bucket> woken = ConcurrentHashMap.newKeySet();
    /** The first round comes at once: the run before may have left something. */
    private final Semaphore work = new Semaphore(1);

    private final Thread thread;
    private volatile boolean closing;
    private volatile double lag;
    private volatile long caughtUp = System.nanoTime();

    /** @param retained about how many events the public stream keeps */
    public Relay(Redis redis, Space space, InstantSource clock, StoreMetrics metrics, long retained) {
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
    public Check check() {
        return new Check(
                space.service() + "-relay",
                () -> lag < READY_LAG.toSeconds()
                        ? Check.Status.up()
                        : Check.Status.down("events wait in the outboxes for %.0f s".formatted(lag)));
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
                boolean signalled = work.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
                work.drainPermits();
                if (!signalled || System.nanoTime() >= nextPoll) {
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

    private void publishWoken() {
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
     * What of one bucket waits to be published.
     *
     * @param read the mark that it was read from
     * @param events under consecutive numbers
     * @param isLast whether nothing else waited
     */
    private record Batch(Bucket bucket, long read, List<StreamMessage<String, byte[]>> events, boolean isLast) {
        static Batch of(Bucket bucket, long read, List<StreamMessage<String, byte[]>> found) {
            int dense = 0;
            while (dense < found.size() && number(found.get(dense)) == number(found.getFirst()) + dense) {
                dense++;
            }
            return new Batch(bucket, read, found.subList(0, dense), dense == found.size() && dense < BATCH);
        }

        /** The number of the first event; of none, the next that there will be. */
        long first() {
            return events.isEmpty() ? read + 1 : number(events.getFirst());
        }

        /**
         * Whether events are missing between the mark and the first one. They are nowhere: the outbox was read from below
         * them and had a later one, and an outbox only grows at its end; if another relay had published them, the mark,
         * which was asked for after that, would be past them.
         */
        boolean hasGapAfter(long mark) {
            return read <= mark && first() > mark + 1;
        }
    }

    /** Publishes the next events of each bucket that can be read; then says if there was one that cannot. */
    private void publish(List<Bucket> round) {
        List<Redis.Command<List<StreamMessage<String, byte[]>>>> reads = new ArrayList<>(round.size());
        for (Bucket bucket : round) {
            Range<String> next =
                    Range.from(Range.Boundary.including(marks[bucket.number()] + 1 + "-0"), Range.Boundary.unbounded());
            String outbox = space.outbox(bucket);
            reads.add(Redis.Lasting.of(outbox, commands -> commands.xrange(outbox, next, Limit.create(0, BATCH))));
        }
        List<Result<List<StreamMessage<String, byte[]>>>> results = redis.tryAll("xrange", reads);
        List<Batch> batches = new ArrayList<>(round.size());
        for (int i = 0; i < round.size(); i++) {
            if (results.get(i) instanceof Result.Answer<List<StreamMessage<String, byte[]>>>(var events)) {
                Bucket bucket = round.get(i);
                batches.add(Batch.of(bucket, marks[bucket.number()], events));
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
            long before = number(reached.get(i).getFirst());
            long mark = number(reached.get(i).getLast());
            marks[bucket.number()] = mark;
            metrics.published(mark - before);
            if (batch.hasGapAfter(mark)) {
                skip(bucket, mark, batch.first() - 1);
                wake(bucket);
            } else if (!batch.isLast() || mark < batch.read()) {
                wake(bucket);
            }
            trims.add(commands -> commands.xtrim(space.outbox(bucket), XTrimArgs.Builder.minId(mark + 1 + "-0")));
        }
        Result.throwIfAny(redis.tryAll("xtrim", trims));
    }

    /** Goes on behind events that are lost, so that those after them are not held up for ever. */
    private void skip(Bucket bucket, long mark, long last) {
        String outbox = space.outboxName(bucket);
        long moved = redis.call(new ScriptCall<Long>(
                Script.SKIP,
                new String[] {MARKS},
                ascii(outbox),
                ascii(Long.toString(mark)),
                ascii(Long.toString(last))));
        if (moved == 1) {
            LOG.error(
                    "events {} to {} of outbox {} are lost: they are not in it and were not published; a fail-over of"
                            + " Redis has lost writes",
                    mark + 1,
                    last,
                    outbox);
            metrics.lost(last - mark);
        }
    }

    private ScriptCall<List<byte[]>> move(Batch batch) {
        List<StreamMessage<String, byte[]>> events = batch.events();
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(ascii(space.outboxName(batch.bucket())));
        arguments.add(retained);
        arguments.add(ascii(Long.toString(batch.first())));
        for (StreamMessage<String, byte[]> event : events) {
            Map<String, byte[]> fields = event.getBody();
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
        return Long.parseLong(event.getId(), 0, event.getId().indexOf('-'), 10);
    }

    private static long number(byte[] reply) {
        return Long.parseLong(new String(reply, StandardCharsets.US_ASCII));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

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
    private final Semaphore work = new Semaphore(0);
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
                observeLag((System.nanoTime() - caughtUp) / 1e9);
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

    /** What of one bucket waits to be published. */
    private record Batch(Bucket bucket, List<StreamMessage<String, byte[]>> events) {}

    /** Publishes the next events of each bucket that can be read; then says if there was one that cannot. */
    private void publish(List<Bucket> round) {
        List<Redis.Command<List<StreamMessage<String, byte[]>>>> reads = new ArrayList<>(round.size());
        for (Bucket bucket : round) {
            Range<String> next =
                    Range.from(Range.Boundary.including(marks[bucket.number()] + 1 + "-0"), Range.Boundary.unbounded());
            reads.add(commands -> commands.xrange(space.outbox(bucket), next, Limit.create(0, BATCH)));
        }
        List<Result<List<StreamMessage<String, byte[]>>>> results = redis.tryAll("xrange", reads);
        List<Batch> batches = new ArrayList<>(round.size());
        for (int i = 0; i < round.size(); i++) {
            if (results.get(i) instanceof Result.Answer<List<StreamMessage<String, byte[]>>>(var events)) {
                batches.add(new Batch(round.get(i), events));
            }
        }
        observeLag(batches);
        move(batches);
        Result.throwIfAny(results);
    }

    private void move(List<Batch> batches) {
        List<byte[]> reached = redis.callAll(
                Script.PUBLISH.operation(), batches.stream().map(this::move).toList());
        List<Redis.Command<Long>> trims = new ArrayList<>(batches.size());
        for (int i = 0; i < batches.size(); i++) {
            Bucket bucket = batches.get(i).bucket();
            long before = marks[bucket.number()];
            long mark = Long.parseLong(new String(reached.get(i), StandardCharsets.US_ASCII));
            marks[bucket.number()] = mark;
            metrics.published(Math.max(0, mark - before));
            if (batches.get(i).events().size() == BATCH || mark < before) {
                wake(bucket);
            }
            trims.add(commands -> commands.xtrim(space.outbox(bucket), XTrimArgs.Builder.minId(mark + 1 + "-0")));
        }
        Result.throwIfAny(redis.tryAll("xtrim", trims));
    }

    private ScriptCall<byte[]> move(Batch batch) {
        List<StreamMessage<String, byte[]>> events = batch.events();
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(ascii(space.outboxName(batch.bucket())));
        arguments.add(retained);
        arguments.add(ascii(events.isEmpty() ? "0" : number(events.getFirst())));
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
        metrics.relayLag(seconds);
    }

    private static String number(StreamMessage<String, byte[]> event) {
        return event.getId().substring(0, event.getId().indexOf('-'));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package galaxy.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves events from the outboxes of one service to the public stream {@code galaxy:events}: each once, in the order of its
 * shard. Any number of instances may do so at once. Nothing is lost when one fails: the outbox keeps an event until it is
 * public.
 */
public final class Relay implements AutoCloseable {
    /** The public stream. */
    public static final String EVENTS = "galaxy:events";

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Redis may serve for less than a poll between two failures. */
    private static final Duration RETRY = Duration.ofMillis(100);

    private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(2);

    /** After a round, so that under load the next one has more than an event or two: each takes three round trips. */
    private static final Duration GATHER = Duration.ofMillis(2);

    private final Outboxes outboxes;
    private final Outboxes before;
    private final BooleanSupplier isMoving;
    private final String service;
    private final InstantSource clock;
    private final StoreMetrics metrics;
    private final Set<Shard> woken = ConcurrentHashMap.newKeySet();
    /** The first round starts at once: the run before may have left something. */
    private final Semaphore work = new Semaphore(1);

    private final Thread thread;
    private volatile boolean closing;
    private volatile double lag;
    private volatile long caughtUp = System.nanoTime();

    /** @param isMoving whether there may be events in the shards of another topology, which come first */
    Relay(SharedStore shared, Keyspace space, InstantSource clock, BooleanSupplier isMoving) {
        Shards shards = shared.redis().shards();
        this.outboxes = new Outboxes(shared, space, shards.all(), this::wake);
        this.before = new Outboxes(shared, space, shards.others().all(), shard -> {});
        this.isMoving = isMoving;
        this.service = space.service();
        this.clock = clock;
        this.metrics = shared.metrics();
        this.thread = Thread.ofVirtual().name(service + "-relay").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** There are events in this shard's outbox. Never blocks. */
    void wake(Shard shard) {
        if (woken.add(shard)) {
            work.release();
        }
    }

    /** Age in seconds of the oldest event that waited in an outbox when the relay last looked. */
    double lagSeconds() {
        return lag;
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
            thread.join(FLUSH_TIMEOUT.plus(POLL));
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
                    publishBefore();
                    woken.addAll(outboxes.waiting());
                }
                publishWoken();
                caughtUp = System.nanoTime();
                failing = false;
                Thread.sleep(GATHER);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                metrics.relayFailed();
                if (!failing) {
                    LOG.warn("events wait in the outboxes of {}: {}", service, e.getMessage());
                }
                failing = true;
                observeLag(Math.max(lag, (System.nanoTime() - caughtUp) / 1e9));
            }
        }
        flush();
    }

    private void flush() {
        long end = System.nanoTime() + FLUSH_TIMEOUT.toNanos();
        try {
            do {
                woken.addAll(outboxes.waiting());
                publishWoken();
            } while (!woken.isEmpty() && System.nanoTime() < end);
        } catch (RuntimeException e) {
            LOG.warn("events of {} stay in their outboxes until the next start: {}", service, e.getMessage());
        }
    }

    /** What is left in the outboxes of another topology; nothing is added there any more. */
    private void publishBefore() {
        while (isMoving.getAsBoolean() && !closing) {
            List<Shard> waiting = before.waiting();
            if (waiting.isEmpty()) {
                return;
            }
            before.readCheckpoints();
            before.publish(before.read(waiting));
        }
    }

    private void publishWoken() {
        outboxes.readCheckpoints();
        List<Shard> round = List.copyOf(woken);
        if (round.isEmpty()) {
            observeLag(0);
            return;
        }
        woken.removeAll(round);
        try {
            Outboxes.Read read = outboxes.read(round);
            observeLag(read.oldest()
                    .map(time -> Duration.between(time, clock.instant()).toMillis() / 1000.0)
                    .map(age -> Math.max(age, 0))
                    .orElse(0.0));
            outboxes.publish(read);
        } catch (RuntimeException e) {
            woken.addAll(round);
            throw e;
        }
    }

    private void observeLag(double seconds) {
        lag = seconds;
        metrics.relayLag(service, seconds);
    }
}

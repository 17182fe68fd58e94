package galaxy.gateway.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports that are sent together, by a thread of their own. What the full queue cannot take, and what is not taken at the
 * first attempt, is lost. Thread-safe.
 */
public final class Batches<T> implements AutoCloseable {
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_TOGETHER = 500;
    private static final Duration TOGETHER = Duration.ofMillis(200);
    private static final Duration LAST = Duration.ofSeconds(3);

    /** @param report none where the entry only ends the wait for one */
    private record Entry<T>(Optional<T> report) {}

    private final BlockingQueue<Entry<T>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

    private final Consumer<List<T>> send;
    private final IntConsumer lost;
    private final Thread thread;
    private volatile boolean isClosing;

    /**
     * Starts to send.
     *
     * @param name of the thread
     * @param send throws when the batch was not taken
     * @param lost how many were
     */
    public Batches(String name, Consumer<List<T>> send, IntConsumer lost) {
        this.send = send;
        this.lost = lost;
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    /** Does not wait. */
    public void add(T report) {
        if (isClosing || !waiting.offer(new Entry<>(Optional.of(report)))) {
            lost.accept(1);
        }
    }

    private void run() {
        try {
            while (!isClosing) {
                send(batch());
            }
            for (List<T> rest = rest(); !rest.isEmpty(); rest = rest()) {
                send(rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those that come within a moment after the first. */
    private List<T> batch() throws InterruptedException {
        List<T> batch = new ArrayList<>();
        waiting.take().report().ifPresent(batch::add);
        long end = System.nanoTime() + TOGETHER.toNanos();
        while (batch.size() < MOST_TOGETHER && !isClosing) {
            @Nullable Entry<T> next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            next.report().ifPresent(batch::add);
        }
        return batch;
    }

    private List<T> rest() {
        List<Entry<T>> rest = new ArrayList<>();
        waiting.drainTo(rest, MOST_TOGETHER);
        return rest.stream().flatMap(entry -> entry.report().stream()).toList();
    }

    private void send(List<T> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            send.accept(List.copyOf(batch));
        } catch (RuntimeException e) {
            lost.accept(batch.size());
        }
    }

    /** Sends what waits, as long as that does not take long. */
    @Override
    public void close() {
        isClosing = true;
        // The thread may wait for one; where there is no room, it does not.
        var _ = waiting.offer(new Entry<>(Optional.empty()));
        try {
            thread.join(LAST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (List<T> rest = rest(); !rest.isEmpty(); rest = rest()) {
            lost.accept(rest.size());
        }
    }
}

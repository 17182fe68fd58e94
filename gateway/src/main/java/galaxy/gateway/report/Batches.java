package galaxy.gateway.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports that are sent together, by a thread of their own. What does not fit into the queue, and what is not taken at the
 * first attempt, is lost. Thread-safe.
 */
public final class Batches<T> implements AutoCloseable {
    private static final int MOST_WAITING = 20_000;
    private static final int MOST_TOGETHER = 500;
    private static final Duration TOGETHER = Duration.ofMillis(200);
    private static final Duration LAST = Duration.ofSeconds(3);

    private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
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
        if (isClosing || !waiting.offer(report)) {
            lost.accept(1);
        }
    }

    private void run() {
        while (!isClosing) {
            try {
                List<T> batch = batch();
                if (!batch.isEmpty()) {
                    send(batch);
                }
            } catch (InterruptedException e) {
                // It closes, and sends what is left.
            }
        }
        List<T> rest = new ArrayList<>();
        while (waiting.drainTo(rest, MOST_TOGETHER) > 0) {
            send(List.copyOf(rest));
            rest.clear();
        }
    }

    /** Those that come within a moment after the first. */
    private List<T> batch() throws InterruptedException {
        List<T> batch = new ArrayList<>();
        batch.add(waiting.take());
        long end = System.nanoTime() + TOGETHER.toNanos();
        try {
            while (batch.size() < MOST_TOGETHER) {
                @Nullable T next = waiting.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                batch.add(next);
            }
        } catch (InterruptedException e) {
            // The batch is sent before the last ones.
        }
        return batch;
    }

    private void send(List<T> batch) {
        try {
            send.accept(batch);
        } catch (RuntimeException e) {
            lost.accept(batch.size());
        }
    }

    /** Sends what waits, as long as that does not take long. */
    @Override
    public void close() {
        isClosing = true;
        thread.interrupt();
        try {
            thread.join(LAST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lost.accept(waiting.size());
    }
}

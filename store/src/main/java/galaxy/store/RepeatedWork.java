package galaxy.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is repeated about once a second, in a thread of its own, until it is closed. A round that fails is counted, and
 * tried again as the next one; of failures in a row the first is logged.
 */
final class RepeatedWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedWork.class);
    private static final long PERIOD_MILLIS = 1000;

    private final Runnable round;
    private final String whenFailed;
    private final StoreMetrics metrics;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Not yet started.
     *
     * @param name of the thread
     * @param whenFailed what to log of a round that fails, before the reason
     */
    RepeatedWork(String name, Runnable round, String whenFailed, StoreMetrics metrics) {
        this.round = round;
        this.whenFailed = whenFailed;
        this.metrics = metrics;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Waits until the round that runs is over, 5 s at most. */
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

    boolean isClosing() {
        return closing.getCount() == 0;
    }

    /** Waits so long, or until it is closed; whether it is. */
    boolean pause(Duration time) {
        try {
            return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void run() {
        boolean isFailing = false;
        boolean isClosed = isClosing();
        while (!isClosed) {
            try {
                round.run();
                isFailing = false;
            } catch (RuntimeException e) {
                metrics.sweepFailed();
                if (!isFailing) {
                    LOG.warn("{}: {}", whenFailed, e.getMessage());
                }
                isFailing = true;
            }
            isClosed = pause(Duration.ofMillis(
                    ThreadLocalRandom.current().nextLong(PERIOD_MILLIS * 3 / 4, PERIOD_MILLIS * 5 / 4)));
        }
    }
}

package galaxy.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Visits of records and claims by work in the background, each by itself.
 *
 * @param atOnce how many at the same time
 */
record Visits(String service, StoreMetrics metrics, int atOnce) {
    /** Of repairs, beside requests. */
    static final int FEW = 16;

    /**
     * Visits each once. One that fails affects no other; one whose record cannot be read is left out.
     *
     * @param kind for the count
     * @throws RuntimeException one of the failures, after all visits
     */
    void all(String kind, List<String> ids, Consumer<String> visitor) {
        metrics.repairsWaiting(service, ids.size());
        Semaphore room = new Semaphore(atOnce);
        List<Future<?>> visits = new ArrayList<>(ids.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String id : ids) {
                visits.add(threads.submit(() -> {
                    room.acquireUninterruptibly();
                    try {
                        visitor.accept(id);
                    } finally {
                        room.release();
                        metrics.repairsWaiting(service, -1);
                    }
                }));
            }
        }
        RuntimeException failure = null;
        for (Future<?> each : visits) {
            if (each.state() == Future.State.FAILED) {
                failure = each.exceptionNow() instanceof RuntimeException e
                        ? e
                        : new IllegalStateException(each.exceptionNow());
            } else {
                metrics.swept(kind);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

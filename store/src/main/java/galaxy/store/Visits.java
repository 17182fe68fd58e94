package galaxy.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Visits of records and claims by work in the background: a few at once, each by itself. */
record Visits(String service, StoreMetrics metrics) {
    private static final int AT_ONCE = 16;

    /**
     * Visits each once. One that fails affects no other; one whose record cannot be read is left out.
     *
     * @param kind for the count
     * @throws RuntimeException one of the failures, after all visits
     */
    void all(String kind, List<String> ids, Consumer<String> visitor) {
        metrics.repairsWaiting(service, ids.size());
        Semaphore room = new Semaphore(AT_ONCE);
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

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
        visits.stream().filter(each -> each.state() == Future.State.SUCCESS).forEach(each -> metrics.swept(kind, 1));
        throwAny(visits);
    }

    /**
     * Visits parts of all at the same time.
     *
     * @throws RuntimeException one of the failures, after all visits
     */
    static void inParts(List<String> ids, int size, Consumer<List<String>> visitor) {
        List<Future<?>> visits = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int from = 0; from < ids.size(); from += size) {
                List<String> part = ids.subList(from, Math.min(from + size, ids.size()));
                visits.add(threads.submit(() -> visitor.accept(part)));
            }
        }
        throwAny(visits);
    }

    /** @throws RuntimeException one of the failures */
    static void throwAny(List<? extends Future<?>> visits) {
        for (Future<?> each : visits) {
            if (each.state() == Future.State.FAILED) {
                throw each.exceptionNow() instanceof RuntimeException e
                        ? e
                        : new IllegalStateException(each.exceptionNow());
            }
        }
    }
}

package galaxy.chassis.server;

import galaxy.kernel.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** Parts of the work on one request at the same time, each with the deadline and in the log lines of the request. */
public final class InParallel {
    private InParallel() {}

    /**
     * Does all parts, each in a virtual thread of its own, and waits for all of them, also when one fails.
     *
     * @return their results, in the order of the parts
     * @throws RuntimeException what the first part that failed has thrown, in the order of the parts
     */
    public static <T> List<T> all(List<? extends Supplier<T>> parts) {
        var log = MDC.getCopyOfContextMap();
        var running = new ArrayList<Future<T>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var part : parts) {
                var work = Deadline.inherited(part);
                running.add(threads.submit(() -> {
                    MDC.setContextMap(log == null ? Map.of() : log);
                    return work.get();
                }));
            }
        }
        return running.stream().map(InParallel::result).toList();
    }

    private static <T> T result(Future<T> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException known -> throw known;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while parts of the work went on", e);
        }
    }
}

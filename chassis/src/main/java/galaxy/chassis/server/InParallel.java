package galaxy.chassis.server;

import galaxy.kernel.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
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
        var running = new ArrayList<Future<T>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var part : parts) {
                running.add(threads.submit(inherited(part)));
            }
        }
        return running.stream().map(InParallel::result).toList();
    }

    /** The same for two parts with results of their own. */
    public static <A, B, R> R both(Supplier<A> one, Supplier<B> other, BiFunction<A, B, R> with) {
        Future<A> first;
        Future<B> second;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            first = threads.submit(inherited(one));
            second = threads.submit(inherited(other));
        }
        return with.apply(result(first), result(second));
    }

    private static <T> Callable<T> inherited(Supplier<T> part) {
        var log = MDC.getCopyOfContextMap();
        var work = Deadline.inherited(part);
        return () -> {
            MDC.setContextMap(log == null ? Map.of() : log);
            return work.get();
        };
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

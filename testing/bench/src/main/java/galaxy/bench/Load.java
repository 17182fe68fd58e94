package galaxy.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work again and again on some connections at once. */
final class Load {
    private Load() {}

    /** What one connection does again and again; false if nothing is left to do. */
    interface Work extends AutoCloseable {
        boolean once() throws Exception;

        @Override
        default void close() throws IOException {}
    }

    /** What puts a server under load. */
    interface Generator {
        Speed run(int connections, Duration duration) throws Exception;

        /** Which program it is, for the report. */
        default String program() {
            return "the JVM of the bench";
        }
    }

    /**
     * How fast it was.
     *
     * @param requests how many were completed
     */
    record Speed(
            double requests,
            double perSecond,
            double medianMillis,
            double worstOfTwentyMillis,
            double worstOfHundredMillis) {
        static Speed median(List<Speed> rounds) {
            return new Speed(
                    Report.median(rounds.stream().mapToDouble(Speed::requests).toArray()),
                    Report.median(rounds.stream().mapToDouble(Speed::perSecond).toArray()),
                    Report.median(
                            rounds.stream().mapToDouble(Speed::medianMillis).toArray()),
                    Report.median(rounds.stream()
                            .mapToDouble(Speed::worstOfTwentyMillis)
                            .toArray()),
                    Report.median(rounds.stream()
                            .mapToDouble(Speed::worstOfHundredMillis)
                            .toArray()));
        }
    }

    /** Work that this JVM does. */
    static Generator by(Callable<? extends Work> opening) {
        return (connections, duration) -> run(connections, duration, opening);
    }

    static Speed run(int connections, Duration duration, Callable<? extends Work> opening) throws Exception {
        List<Work> works = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                works.add(opening.call());
            }
            return run(works, duration);
        } finally {
            for (Work work : works) {
                work.close();
            }
        }
    }

    private static Speed run(List<Work> works, Duration duration) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        List<Future<long[]>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("load-", 0).factory())) {
            for (Work work : works) {
                done.add(threads.submit(() -> timesUntil(end, work)));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] times = done.stream()
                .flatMapToLong(each -> Arrays.stream(result(each)))
                .sorted()
                .toArray();
        if (times.length == 0) {
            throw new IllegalStateException("no request was completed");
        }
        return new Speed(
                times.length,
                times.length / seconds,
                times[times.length / 2] / 1e6,
                times[(int) (times.length * 0.95)] / 1e6,
                times[(int) (times.length * 0.99)] / 1e6);
    }

    private static long[] timesUntil(long end, Work work) throws Exception {
        long[] times = new long[1024];
        int count = 0;
        long now = System.nanoTime();
        while (now < end && work.once()) {
            long after = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = after - now;
            now = after;
        }
        return Arrays.copyOf(times, count);
    }

    private static long[] result(Future<long[]> times) {
        try {
            return times.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package galaxy.torture.workload;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Threads that share the work of reading everything back. */
public final class Readers {
    private static final int COUNT = 8;
    private static final String RULE = "everything is read back";

    private Readers() {}

    @FunctionalInterface
    public interface Work<C> {
        void run(C reader) throws InterruptedException;
    }

    /** Does all of it, with a client for each thread, by its number. Work that fails is a violation. */
    public static <C> void run(IntFunction<C> clients, Collection<Work<C>> work, Findings findings) {
        Queue<Work<C>> queue = new ConcurrentLinkedQueue<>(work);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, COUNT)
                    .mapToObj(clients)
                    .forEach(reader -> threads.execute(() -> read(reader, queue, findings)));
        }
        findings.check(RULE, queue.isEmpty(), queue.size(), "items were not read");
    }

    private static <C> void read(C reader, Queue<Work<C>> queue, Findings findings) {
        for (Work<C> next = queue.poll(); next != null; next = queue.poll()) {
            Work<C> work = next;
            findings.guard(RULE, () -> work.run(reader));
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}

package galaxy.torture.workload;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that share the work of reading everything back. */
public final class Readers {
    public static final int COUNT = 8;
    private static final String RULE = "everything is read back";

    private Readers() {}

    /** A part of the work. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it.
         *
         * @param reader the number of the thread, from 0 to {@link #COUNT} - 1
         */
        void run(int reader) throws InterruptedException;
    }

    /** Does all of it. Work that fails is a violation. */
    public static void run(Collection<Work> work, Findings findings) {
        Queue<Work> queue = new ConcurrentLinkedQueue<>(work);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < COUNT; i++) {
                int reader = i;
                threads.execute(() -> read(reader, queue, findings));
            }
        }
        findings.check(RULE, queue.isEmpty(), () -> queue.size() + " items were not read");
    }

    private static void read(int reader, Queue<Work> queue, Findings findings) {
        for (Work next = queue.poll(); next != null; next = queue.poll()) {
            Work work = next;
            findings.guard(RULE, () -> work.run(reader));
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}

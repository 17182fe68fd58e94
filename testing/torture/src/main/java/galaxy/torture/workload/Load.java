package galaxy.torture.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients of some workloads, each in a thread of its own. */
public final class Load {
    private final Findings findings;
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicBoolean mayStart = new AtomicBoolean(true);

    /** Starts as many clients of each workload, from this number on. A client that fails is a violation. */
    public Load(List<? extends Workload> workloads, int first, int count, long seed, Findings findings) {
        this.findings = findings;
        SplittableRandom seeds = new SplittableRandom(seed);
        for (Workload workload : workloads) {
            for (int i = first; i < first + count; i++) {
                int number = i;
                SplittableRandom random = seeds.split();
                String name = workload.getClass().getSimpleName() + " client " + number;
                clients.add(Thread.ofVirtual()
                        .name(name)
                        .start(() -> findings.guard(
                                "a client does not fail", () -> workload.run(number, random, mayStart::get))));
            }
        }
    }

    public boolean isAlive() {
        return clients.stream().anyMatch(Thread::isAlive);
    }

    /** Waits until all clients have finished what they started. A client that does not is interrupted, and a violation. */
    public void stop() throws InterruptedException {
        mayStart.set(false);
        Duration timeout = Duration.ofSeconds(60);
        long deadline = System.nanoTime() + timeout.toNanos();
        for (Thread client : clients) {
            boolean ended = client.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            findings.check("a client gets a response in the end", ended, client.getName(), timeout);
            client.interrupt();
            client.join(Duration.ofSeconds(5));
        }
    }
}

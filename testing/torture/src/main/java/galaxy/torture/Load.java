package galaxy.torture;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** The clients of all workloads, each in a thread of its own. */
final class Load {
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicBoolean goesOn = new AtomicBoolean(true);

    /** Begins. What goes wrong in a client is a finding. */
    Load(List<Workload> workloads, int clientsOfEach, SplittableRandom random, Findings findings) {
        for (Workload workload : workloads) {
            for (int i = 0; i < clientsOfEach; i++) {
                int number = i;
                SplittableRandom own = random.split();
                String name = workload.getClass().getSimpleName() + " client " + number;
                clients.add(Thread.ofVirtual().name(name).start(() -> run(workload, number, own, name, findings)));
            }
        }
    }

    /** Whether any client is still at it. */
    boolean isAlive() {
        return clients.stream().anyMatch(Thread::isAlive);
    }

    /** Has them finish what they have begun. Who does not is interrupted, and a finding. */
    void stop(Duration atMost, Findings findings) throws InterruptedException {
        goesOn.set(false);
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Thread client : clients) {
            boolean ended = client.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            findings.check(
                    "a client gets an answer in the end", ended, () -> client.getName() + " has none after " + atMost);
        }
        for (Thread client : clients) {
            client.interrupt();
            client.join(Duration.ofSeconds(5));
        }
    }

    private void run(Workload workload, int number, SplittableRandom random, String name, Findings findings) {
        try {
            workload.run(number, random, goesOn::get);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            findings.check("a client meets nothing unheard of", false, () -> name + ": " + Report.trace(e));
        }
    }
}

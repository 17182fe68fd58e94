package galaxy.torture.workload;

import galaxy.torture.workload.Observed.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The requests of one client to a service, which may wait for another one for the allowance: each is sent again until it is
 * done or refused. Every attempt is in the journal. Not thread-safe.
 */
public record Requests(Journal journal, RandomGenerator random, Duration allowance) {
    private static final long GIVE_UP_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int SHORTEST_PAUSE = 20;
    private static final int LONGEST_PAUSE = 100;

    /** Sends a request once, to any instance. */
    @FunctionalInterface
    public interface Sender<R> {
        Reply<R> send() throws InterruptedException;
    }

    public Requests(Journal journal, RandomGenerator random) {
        this(journal, random, Duration.ZERO);
    }

    /**
     * Sends a request until it is done or refused, or until it is certain that it never will be.
     *
     * @param request its id, the same for all attempts
     * @param what such as {@code POST /users/ensure-by-email}
     * @param isWrite whether success acknowledges a change
     */
    public <R> Observed<R> send(String request, String what, boolean isWrite, Sender<R> sender)
            throws InterruptedException {
        List<Attempt<R>> attempts = new ArrayList<>();
        long first = journal.now();
        while (true) {
            long begun = journal.now();
            long sent = System.currentTimeMillis();
            Reply<R> reply = sender.send();
            Attempt<R> attempt = new Attempt<>(begun, journal.now(), sent, System.currentTimeMillis(), reply);
            journal.attempt(request, what, isWrite, allowance, attempt);
            attempts.add(attempt);
            if (attempt.isAnswered() || attempt.ended() - first > GIVE_UP_NANOS) {
                return new Observed<>(request, what, List.copyOf(attempts));
            }
            Thread.sleep(random.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE));
        }
    }
}

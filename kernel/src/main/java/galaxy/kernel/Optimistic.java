package galaxy.kernel;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Optimistic writing: read, decide, write, and start over when another writer was faster. The number of attempts is bounded,
 * a random pause before the third and every later attempt spreads competing writers, and no attempt starts after the
 * {@link Deadline} of the request.
 */
public final class Optimistic {
    /** Far more than competing writers can cause. */
    static final int ATTEMPTS = 300;

    private static final long SHORTEST_PAUSE = 500_000;
    private static final long LONGEST_PAUSE = 16_000_000;

    private boolean isUnconfirmed;

    private Optimistic() {}

    /**
     * Attempts a change until it has a result.
     *
     * @param what is being changed, for the message of the exception: "a profile"
     * @param attempt reads, decides and writes; empty when another writer was faster
     * @throws TryAgainException when the attempts or the time have run out
     */
    public static <T> T retry(String what, Function<Optimistic, Optional<T>> attempt) {
        Optimistic state = new Optimistic();
        for (int failed = 0; failed < ATTEMPTS; failed++) {
            pause(pauseNanos(failed, ThreadLocalRandom.current()));
            if (failed > 0 && Deadline.nanosLeft() <= 0) {
                break;
            }
            Optional<T> result = attempt.apply(state);
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new TryAgainException(what + " is being changed by too many other writers; retry");
    }

    /** Notes the result of a write, for {@link #requireFirstWrite} of later attempts. */
    public WriteResult noted(WriteResult written) {
        isUnconfirmed |= written == WriteResult.CONFLICT_OR_DONE;
        return written;
    }

    /**
     * Before a write that must not happen twice.
     *
     * @throws TryAgainException when an earlier attempt may have written: another writer has written after it, and to write
     *     again would undo that
     */
    public void requireFirstWrite() {
        if (isUnconfirmed) {
            throw new TryAgainException("the store did not confirm a change; retry");
        }
    }

    /** None before the first two attempts; then a random one below a bound that doubles each time. */
    static long pauseNanos(int failed, RandomGenerator random) {
        return failed < 2 ? 0 : random.nextLong(Math.min(LONGEST_PAUSE, SHORTEST_PAUSE << Math.min(failed - 2, 10)));
    }

    private static void pause(long nanos) {
        long within = Math.min(nanos, Deadline.nanosLeft());
        if (within <= 0) {
            return;
        }
        try {
            Thread.sleep(Duration.ofNanos(within));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package galaxy.kernel;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Lets the writers of one record in this process come one after another, in the order of their arrival. They would compete
 * otherwise, and each lost attempt costs what a won one does. Writers of other processes are not seen: the versions of records
 * keep those apart.
 */
public final class Turns {
    /** Two records share a line now and then, and then wait for each other. */
    private static final int LINES = 1024;

    private final ReentrantLock[] lines = new ReentrantLock[LINES];

    public Turns() {
        for (int i = 0; i < LINES; i++) {
            lines[i] = new ReentrantLock(true);
        }
    }

    /**
     * Attempts a change in turn, as {@link Optimistic#retry} does.
     *
     * @param record what is written; it must not be in turn already
     * @throws TryAgainException when the turn does not come before the {@link Deadline} of the request, or as there
     */
    public <T> T retry(Object record, String what, Function<Optimistic, Optional<T>> attempt) {
        ReentrantLock line = lines[Math.floorMod(record.hashCode() * 31, LINES)];
        try {
            if (!line.tryLock(Deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
                throw new TryAgainException(what + " is being changed by too many other writers; retry");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TryAgainException("the work is being stopped; retry");
        }
        try {
            return Optimistic.retry(what, attempt);
        } finally {
            line.unlock();
        }
    }
}

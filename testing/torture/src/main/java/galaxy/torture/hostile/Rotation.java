package galaxy.torture.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Things in random order, each once and then all of them again. Safe for many threads. */
final class Rotation<T> {
    private final List<T> all;
    private final AtomicLong taken = new AtomicLong();

    Rotation(List<T> things, long seed) {
        all = new ArrayList<>(things);
        Collections.shuffle(all, new Random(seed));
    }

    T next() {
        return all.get((int) (taken.getAndIncrement() % all.size()));
    }

    /** Whether each was taken. */
    boolean isComplete() {
        return taken.get() >= all.size();
    }

    @Override
    public String toString() {
        return Math.min(taken.get(), all.size()) + " of " + all.size();
    }
}

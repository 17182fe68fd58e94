package galaxy.torture.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Every text in every field, each once in random order, and then all of them again. Safe for many threads. */
final class Scenarios<F> {
    private final List<Scenario<F>> all = new ArrayList<>();
    private final AtomicLong taken = new AtomicLong();

    /** A text in a field. */
    record Scenario<F>(F field, String text) {}

    Scenarios(List<F> fields, List<String> texts, long seed) {
        fields.forEach(field -> texts.forEach(text -> all.add(new Scenario<>(field, text))));
        Collections.shuffle(all, new Random(seed));
    }

    Scenario<F> next() {
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

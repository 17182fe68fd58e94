package galaxy.torture.hostile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Every text for every place, each once in an order of chance, and then all of them again. Safe for many threads. */
final class Deck<F> {
    private final List<F> fields;
    private final List<String> texts;
    private final List<Integer> order = new ArrayList<>();
    private long dealt;

    /** One text for one place. */
    record Card<F>(F field, String text) {}

    Deck(List<F> fields, List<String> texts, long seed) {
        this.fields = List.copyOf(fields);
        this.texts = List.copyOf(texts);
        for (int i = 0; i < fields.size() * texts.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
    }

    synchronized Card<F> next() {
        int card = order.get((int) (dealt++ % order.size()));
        return new Card<>(fields.get(card / texts.size()), texts.get(card % texts.size()));
    }

    /** How many pairs there are. */
    int size() {
        return order.size();
    }

    /** Whether each was dealt. */
    synchronized boolean isThrough() {
        return dealt >= order.size();
    }

    /** How many were dealt, with those that were dealt again. */
    synchronized long dealt() {
        return dealt;
    }
}

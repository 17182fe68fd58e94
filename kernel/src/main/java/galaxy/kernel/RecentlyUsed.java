package galaxy.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Values by keys, of which only so many are kept: the least recently used one gives way. Safe for many threads. */
public final class RecentlyUsed<K, V> {
    private static final float LOAD = 0.75f;

    private final Map<K, V> values;

    /** @param most how many are kept */
    public RecentlyUsed(int most) {
        this.values = new LinkedHashMap<>(16, LOAD, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(values.get(key));
    }

    public synchronized void put(K key, V value) {
        values.put(key, value);
    }

    /** Replaces a value by what follows from it, in one step. */
    public synchronized Optional<V> update(K key, UnaryOperator<Optional<V>> change) {
        Optional<V> next = change.apply(get(key));
        @Nullable V value = next.orElse(null);
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
        return next;
    }

    public synchronized int size() {
        return values.size();
    }
}

package galaxy.auth.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Records, each under a number that no other writing of any record has. Its user sees to it that one thread writes at a time. */
final class Numbered<K, V> {
    private final Map<K, Entry<V>> entries = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    /** A record as it was written. */
    record Entry<V>(long number, V value) {}

    Optional<Entry<V>> get(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Whether what is stored is what was read. */
    boolean is(K key, Optional<Entry<V>> seen) {
        return get(key).equals(seen);
    }

    Entry<V> put(K key, V value) {
        var entry = new Entry<>(last.incrementAndGet(), value);
        entries.put(key, entry);
        return entry;
    }
}

package galaxy.store;

import galaxy.kernel.Optimistic;
import galaxy.kernel.WriteResult;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A record of which a service has one, in its first bucket, and which any instance may change.
 *
 * @param absent what a store without the record means
 */
record OneRecord<T>(BucketStore records, String key, Format<T> format, T absent) {
    T read() {
        return records.read(key, format).map(Versioned::value).orElse(absent);
    }

    /** Changes it, unless the change leaves it as it is; gives what it is then. */
    T change(UnaryOperator<T> change) {
        return Optimistic.retry("the record " + key, attempt -> {
            Optional<Versioned<T>> seen = records.read(key, format);
            T before = seen.map(Versioned::value).orElse(absent);
            T after = change.apply(before);
            if (after.equals(before)) {
                return Optional.of(after);
            }
            Commit commit = records.commit(Keyspace.FIRST).putOver(key, seen, format, after);
            return records.send(commit) == WriteResult.DONE ? Optional.of(after) : Optional.empty();
        });
    }
}

package galaxy.store;

import java.util.Arrays;
import java.util.Optional;

/** A record as it was read: which writing of it this is, and what it says. */
public final class Versioned<T> {
    private final String key;
    private final Version version;
    private final T value;
    private final byte[] stored;

    /** @param stored its version, then its value */
    Versioned(String key, Version version, T value, byte[] stored) {
        this.key = key;
        this.version = version;
        this.value = value;
        this.stored = stored;
    }

    /**
     * Reads a record.
     *
     * @param stored its version, then its value
     * @throws UnreadableRecordException when it is not a record, or its value is broken
     */
    static <T> Versioned<T> read(String key, byte[] stored, Format<T> format) {
        try {
            return new Versioned<>(key, Version.head(stored), format.read(stored, Version.WIDTH), stored);
        } catch (RuntimeException e) {
            throw UnreadableRecordException.of(key, e);
        }
    }

    /** Where it was read. */
    public String key() {
        return key;
    }

    public Version version() {
        return version;
    }

    public T value() {
        return value;
    }

    /** Its version, then its value, as it is stored. */
    byte[] stored() {
        return stored;
    }

    /** A new form of the record, with the fields of this one that only another version knows. */
    byte[] replacedBy(T next, Format<T> format) {
        return UnknownFields.carried(content(), format.write(value), format.write(next));
    }

    /** The same for an item of one of the lists in the record, which has a number of its own. */
    <I> byte[] itemReplacedBy(String list, long seq, I next, Format<I> format) {
        return replaced(UnknownFields.item(content(), list, seq), next, format);
    }

    /** The same for an object in the record that has this number. */
    <P> byte[] partReplacedBy(long number, P next, Format<P> format) {
        return replaced(UnknownFields.part(content(), number), next, format);
    }

    private static <P> byte[] replaced(Optional<byte[]> part, P next, Format<P> format) {
        byte[] written = format.write(next);
        return part.map(known -> UnknownFields.carried(known, format.write(format.read(known, 0)), written))
                .orElse(written);
    }

    private byte[] content() {
        return Arrays.copyOfRange(stored, Version.WIDTH, stored.length);
    }
}

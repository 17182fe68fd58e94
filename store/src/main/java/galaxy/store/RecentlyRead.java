package galaxy.store;

import galaxy.kernel.RecentlyUsed;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A format of records that are read again and again, as those on the first pages of a listing: what has the same bytes as not
 * long before is not parsed once more. The store is asked for them all the same, so that nothing read is older than its bytes.
 *
 * @param <T> cannot be changed
 */
public final class RecentlyRead<T> implements Format<T> {
    private final Format<T> format;
    private final RecentlyUsed<Bytes, T> known;

    /** @param most how many are kept */
    public RecentlyRead(Format<T> format, int most) {
        this.format = format;
        this.known = new RecentlyUsed<>(most);
    }

    @Override
    public byte[] write(T value) {
        return format.write(value);
    }

    @Override
    public T read(byte[] stored, int from) {
        Bytes bytes = new Bytes(stored, from);
        Optional<T> before = known.get(bytes);
        if (before.isPresent()) {
            return before.get();
        }
        T read = format.read(stored, from);
        known.put(bytes, read);
        return read;
    }

    /** The bytes of a record, to be found by what they are. */
    private static final class Bytes {
        private final byte[] stored;
        private final int from;
        private final int hash;

        Bytes(byte[] stored, int from) {
            this.stored = stored;
            this.from = from;
            this.hash = Arrays.hashCode(stored);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes that && from == that.from && Arrays.equals(stored, that.stored);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}

package galaxy.geoip;

import com.maxmind.db.InvalidDatabaseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The metadata section of a MaxMind DB file, version 2, before the library decodes it: the library creates each list and map
 * with the size that the file states, which may be 16 million, whatever the file holds.
 */
final class MmdbMetadata {
    private static final byte[] MARKER = {
        (byte) 0xAB, (byte) 0xCD, (byte) 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
    };

    /** Of the section with its marker, by the specification of the format. */
    private static final int MAX_BYTES = 128 * 1024;

    private static final int POINTER = 1;
    private static final int MAP = 7;
    private static final int ARRAY = 11;
    private static final int BOOLEAN = 14;

    private final byte[] file;
    private final int start;
    private final Set<Integer> visited = new HashSet<>();
    private final Deque<Integer> pending = new ArrayDeque<>();
    private int position;

    private MmdbMetadata(byte[] file, int start) {
        this.file = file;
        this.start = start;
    }

    /**
     * Checks that no map or list claims more values than there are bytes.
     *
     * @return where the marker of the section begins
     */
    static int check(byte[] file) throws InvalidDatabaseException {
        int marker = marker(file);
        var section = new MmdbMetadata(file, marker + MARKER.length);
        section.pending.add(section.start);
        while (!section.pending.isEmpty()) {
            section.value(section.pending.remove());
        }
        return marker;
    }

    private static int marker(byte[] file) throws InvalidDatabaseException {
        int first = Math.max(0, file.length - MAX_BYTES);
        for (int at = file.length - MARKER.length; at >= first; at--) {
            if (java.util.Arrays.equals(file, at, at + MARKER.length, MARKER, 0, MARKER.length)) {
                return at;
            }
        }
        throw new InvalidDatabaseException("it has no metadata of a MaxMind DB file");
    }

    /** A value with all values inside of it. What a pointer leads to is left for later. */
    private void value(int offset) throws InvalidDatabaseException {
        if (!visited.add(offset)) {
            return;
        }
        position = offset;
        for (long left = 1; left > 0; left--) {
            if (left > file.length - position) {
                throw new InvalidDatabaseException("its metadata claim more values than they have bytes");
            }
            int control = next();
            int type = control >>> 5;
            if (type == POINTER) {
                pointer(control);
                continue;
            }
            type = type == 0 ? 7 + next() : type;
            long size = size(control & 0x1F);
            if (type == MAP) {
                left += 2 * size;
            } else if (type == ARRAY) {
                left += size;
            } else if (type != BOOLEAN) {
                position = (int) Math.min(position + size, file.length);
            }
        }
    }

    private void pointer(int control) throws InvalidDatabaseException {
        int length = (control >>> 3 & 3) + 1;
        long target = length == 4 ? 0 : control & 7;
        for (int i = 0; i < length; i++) {
            target = target << 8 | next();
        }
        target += start + (length == 2 ? 1L << 11 : length == 3 ? (1L << 19) + (1L << 11) : 0);
        if (target >= file.length) {
            throw new InvalidDatabaseException("its metadata point past its end");
        }
        pending.add((int) target);
    }

    private long size(int size) throws InvalidDatabaseException {
        return switch (size) {
            case 29 -> 29 + next();
            case 30 -> 285 + (next() << 8) + next();
            case 31 -> 65_821 + (next() << 16) + (next() << 8) + next();
            default -> size;
        };
    }

    private int next() throws InvalidDatabaseException {
        if (position >= file.length) {
            throw new InvalidDatabaseException("its metadata are cut off");
        }
        return file[position++] & 0xFF;
    }
}

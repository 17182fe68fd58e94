package galaxy.geoip;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Ranges of numbers without sign in ascending order, with a number of a code each, 0 where there is none. */
final class RangeList {
    /** Of one range: its start and its code. */
    static final int BYTES = Long.BYTES + Short.BYTES;

    private long[] starts = new long[1024];
    private short[] codes = new short[1024];
    private int size;
    private long end;
    private boolean isFull;

    /**
     * Adds a range that is after all others; one that is not is left out.
     *
     * @param length 0 for 2^64
     */
    void add(long start, long length, int code) {
        if (isFull || Long.compareUnsigned(start, end) < 0) {
            return;
        }
        if (start != end) {
            put(end, 0);
        }
        put(start, code);
        end = start + length;
        isFull = end == 0;
    }

    /** @param limit the number after the last one there can be; 0 for 2^64 */
    void close(long limit) {
        if (size > 0 && end != limit) {
            put(end, 0);
        }
    }

    private void put(long start, int code) {
        if (code == (size == 0 ? 0 : codes[size - 1])) {
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            codes = Arrays.copyOf(codes, 2 * size);
        }
        starts[size] = start;
        codes[size] = (short) code;
        size++;
    }

    int size() {
        return size;
    }

    int capacity() {
        return starts.length;
    }

    int code(int index) {
        return codes[index];
    }

    LongStream starts() {
        return Arrays.stream(starts, 0, size);
    }
}

package galaxy.app.cli.users;

import galaxy.kernel.Sha256;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** The first line of each text, such as an e-mail address: an open hash table of 64-bit digests, 16 bytes an entry for a million users. */
final class FirstLines {
    private long[] digests = new long[1 << 10];
    private int[] lines = new int[1 << 10];
    private int size;

    /** The line before this one that has the text; none if this is the first, which is then kept. */
    OptionalLong firstOf(String text, long line) {
        OptionalLong first = find(text);
        if (first.isEmpty()) {
            if (size > digests.length / 4 * 3) {
                grow();
            }
            long digest = digest(text);
            set(place(digest), digest, (int) line);
        }
        return first;
    }

    /** The first line that has the text, if there is one. */
    OptionalLong find(String text) {
        int line = lines[place(digest(text))];
        return line == 0 ? OptionalLong.empty() : OptionalLong.of(line);
    }

    private void set(int place, long digest, int line) {
        digests[place] = digest;
        lines[place] = line;
        size++;
    }

    /** Where the digest is, or would be. */
    private int place(long digest) {
        int mask = digests.length - 1;
        int place = (int) digest & mask;
        while (lines[place] != 0 && digests[place] != digest) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] before = digests;
        int[] numbers = lines;
        digests = new long[before.length * 2];
        lines = new int[before.length * 2];
        size = 0;
        for (int i = 0; i < before.length; i++) {
            if (numbers[i] != 0) {
                set(place(before[i]), before[i], numbers[i]);
            }
        }
    }

    private static long digest(String text) {
        return ByteBuffer.wrap(Sha256.of(text)).getLong();
    }
}

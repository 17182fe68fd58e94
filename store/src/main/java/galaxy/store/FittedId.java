package galaxy.store;

import galaxy.kernel.RandomId;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Random ids in the bucket of what they belong to, so that both change in one commit. */
public final class FittedId {
    /** How many digits at the end may be other ones than those that were drawn: each bucket is some of their values. */
    private static final int LAST = 3;

    private static final int DIGITS = RandomId.ALPHABET.length();

    /**
     * The change of a bucket's number, by the place of a digit from the end and by the bits that change in it: a CRC of a text
     * is the exclusive or of what each of its bits adds.
     */
    private static final int[][] CHANGES = IntStream.range(0, LAST)
            .mapToObj(place -> IntStream.range(0, 128)
                    .map(bits -> ofTail(bits, place) ^ ofTail(0, place))
                    .toArray())
            .toArray(int[][]::new);

    private FittedId() {}

    /** A fresh id with a prefix in a bucket; it stays as random as all but its last three digits make it. */
    public static String draw(String prefix, Bucket bucket, RandomGenerator random) {
        byte[] bytes = new byte[RandomId.BYTES];
        random.nextBytes(bytes);
        String drawn = RandomId.of(prefix, bytes);
        int change = Bucket.ofId(drawn).number() ^ bucket.number();
        int first = drawn.length() - LAST;
        for (int count = 0; count < DIGITS * DIGITS * DIGITS; count++) {
            // The digits that were drawn come first, and the others in turn.
            char third = later(drawn.charAt(first), count / DIGITS / DIGITS);
            char second = later(drawn.charAt(first + 1), count / DIGITS);
            char last = later(drawn.charAt(first + 2), count);
            int changed = CHANGES[2][third ^ drawn.charAt(first)]
                    ^ CHANGES[1][second ^ drawn.charAt(first + 1)]
                    ^ CHANGES[0][last ^ drawn.charAt(first + 2)];
            if (changed == change) {
                return drawn.substring(0, first) + third + second + last;
            }
        }
        throw new IllegalStateException("three digits do not reach " + bucket);
    }

    private static char later(char digit, int count) {
        return RandomId.ALPHABET.charAt((RandomId.ALPHABET.indexOf(digit) + count) % DIGITS);
    }

    private static int ofTail(int bits, int place) {
        byte[] tail = new byte[place + 1];
        tail[0] = (byte) bits;
        CRC32 crc = new CRC32();
        crc.update(tail);
        return (int) crc.getValue() & 0xff;
    }
}

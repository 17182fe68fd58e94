package galaxy.store;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * Identifies one writing of a record: twelve digits that count up by one, then eight random characters that distinguish one
 * writer's attempt from another's. It stands at the head of the stored record.
 *
 * @param text 20 ASCII characters
 */
public record Version(String text) {
    public static final int WIDTH = 20;

    private static final int DIGITS = 12;
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    public Version {
        if (text.length() != WIDTH) {
            throw new IllegalArgumentException("a version has 20 characters: " + text);
        }
    }

    static Version first(RandomGenerator random) {
        return numbered(1, random);
    }

    Version next(RandomGenerator random) {
        return numbered(number() + 1, random);
    }

    /** How many times the record has been written. */
    public long number() {
        return Long.parseLong(text, 0, DIGITS, 10);
    }

    private static Version numbered(long number, RandomGenerator random) {
        StringBuilder text = new StringBuilder(WIDTH);
        String digits = Long.toString(number);
        text.repeat('0', DIGITS - digits.length()).append(digits);
        long bits = random.nextLong();
        for (int i = DIGITS; i < WIDTH; i++, bits >>>= 5) {
            text.append(ALPHABET[(int) (bits & 31)]);
        }
        return new Version(text.toString());
    }

    static Version head(byte[] stored) {
        return new Version(new String(stored, 0, WIDTH, StandardCharsets.ISO_8859_1));
    }
}

package galaxy.kernel;

/** The text of ids: 26 lower-case Crockford base-32 characters of 128 random bits, the highest first, after a prefix. */
public final class RandomId {
    /** How many random bytes make an id. */
    public static final int BYTES = 16;

    /** The digits, by their values. */
    public static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int DIGITS = 26;

    private RandomId() {}

    /** The id made of exactly {@value #BYTES} random bytes. */
    public static String of(String prefix, byte[] random) {
        if (random.length != BYTES) {
            throw new IllegalArgumentException("an id is made of " + BYTES + " bytes, not " + random.length);
        }
        var text = new StringBuilder(prefix.length() + DIGITS).append(prefix);
        // 26 digits hold 130 bits: the two missing ones are zeros in front.
        int held = 0;
        int bits = 2;
        for (byte next : random) {
            held = (held << 8) | (next & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((held >>> bits) & 31));
            }
            held &= (1 << bits) - 1;
        }
        return text.toString();
    }

    /** Whether a text is an id that {@link #of} can make. */
    public static boolean isWellFormed(String prefix, String raw) {
        if (raw.length() != prefix.length() + DIGITS || !raw.startsWith(prefix)) {
            return false;
        }
        for (int i = prefix.length(); i < raw.length(); i++) {
            if (ALPHABET.indexOf(raw.charAt(i)) < 0) {
                return false;
            }
        }
        // More than 7 in front would be more than 128 bits.
        return raw.charAt(prefix.length()) <= '7';
    }
}

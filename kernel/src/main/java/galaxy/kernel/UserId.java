package galaxy.kernel;

/**
 * The identity of a user, opaque to everyone: {@code usr_} and 26 lower-case Crockford base-32 characters from 128
 * random bits, the highest first. The order of ids is the order of their texts.
 */
public final class UserId extends TextValue implements Comparable<UserId> {
    /** How many random bytes make an id. */
    public static final int BYTES = 16;

    private static final String PREFIX = "usr_";
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int DIGITS = 26;

    private UserId(String value) {
        super(value);
    }

    /** The id made of exactly {@value #BYTES} random bytes. */
    public static UserId of(byte[] random) {
        if (random.length != BYTES) {
            throw new IllegalArgumentException("a user id is made of " + BYTES + " bytes, not " + random.length);
        }
        var text = new StringBuilder(PREFIX.length() + DIGITS).append(PREFIX);
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
        return new UserId(text.toString());
    }

    /** An id that was parsed or made before. */
    public static UserId of(String known) {
        return new UserId(known);
    }

    public static Parsed<UserId> parse(String raw) {
        return isWellFormed(raw) ? Parsed.valid(new UserId(raw)) : Parsed.invalid("is not a user id");
    }

    private static boolean isWellFormed(String raw) {
        if (raw.length() != PREFIX.length() + DIGITS || !raw.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < raw.length(); i++) {
            if (ALPHABET.indexOf(raw.charAt(i)) < 0) {
                return false;
            }
        }
        // More than 7 in front would be more than 128 bits.
        return raw.charAt(PREFIX.length()) <= '7';
    }

    @Override
    public int compareTo(UserId other) {
        return value().compareTo(other.value());
    }
}

package galaxy.kernel;

/**
 * The identity of a user, opaque to everyone: {@code usr_} and 26 lower-case Crockford base-32 characters from 128
 * random bits, the highest first. The order of ids is the order of their texts.
 */
public final class UserId extends TextValue implements Comparable<UserId> {
    /** How many random bytes make an id. */
    public static final int BYTES = RandomId.BYTES;

    /** In front of every id of a user. */
    public static final String PREFIX = "usr_";

    private UserId(String value) {
        super(value);
    }

    /** The id made of exactly {@value #BYTES} random bytes. */
    public static UserId of(byte[] random) {
        return new UserId(RandomId.of(PREFIX, random));
    }

    /** An id that was parsed or made before. */
    public static UserId of(String known) {
        return new UserId(known);
    }

    public static Parsed<UserId> parse(String raw) {
        return RandomId.isWellFormed(PREFIX, raw) ? Parsed.valid(new UserId(raw)) : Parsed.invalid("is not a user id");
    }

    @Override
    public int compareTo(UserId other) {
        return value().compareTo(other.value());
    }
}

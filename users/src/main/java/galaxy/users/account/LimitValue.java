package galaxy.users.account;

/**
 * How many of something a user may have.
 *
 * @param count 0 to 1 000 000
 */
public record LimitValue(int count) {
    public static final int MAX = 1_000_000;

    public LimitValue {
        if (count < 0 || count > MAX) {
            throw new IllegalArgumentException("a limit is 0 to " + MAX + ", not " + count);
        }
    }
}

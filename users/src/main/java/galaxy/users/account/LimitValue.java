package galaxy.users.account;

import galaxy.kernel.Parsed;

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

    public static Parsed<LimitValue> parse(long raw) {
        return raw >= 0 && raw <= MAX
                ? Parsed.valid(new LimitValue((int) raw))
                : Parsed.invalid("must be an integer from 0 to " + MAX);
    }
}

package galaxy.kernel;

import java.util.regex.Pattern;

/** The shape of the words that callers make up for machines: {@code ^[a-z][a-z0-9_]{0,63}$}. */
public final class Code {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    /** The rule, as the reason why a text is not a code. */
    public static final String RULE = "must match ^[a-z][a-z0-9_]{0,63}$";

    private Code() {}

    public static boolean isWellFormed(String raw) {
        return SHAPE.matcher(raw).matches();
    }
}

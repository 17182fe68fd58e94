package galaxy.kernel;

import java.nio.charset.StandardCharsets;

/**
 * An e-mail address as its user gave it: trimmed of surrounding white space, then unchanged. Two are the same
 * when every byte is; there is no folding of case. {@link #toString()} hides it; {@link #value()} is the one way to it.
 */
public final class EmailAddress extends TextValue {
    private static final int MIN_BYTES = 3;
    private static final int MAX_BYTES = 254;

    private EmailAddress(String value) {
        super(value);
    }

    /** An address that was parsed before. */
    public static EmailAddress of(String known) {
        return new EmailAddress(known);
    }

    /** 3 to 254 bytes after the trim, exactly one {@code @} with something on both sides, no white
     * space, no control or invisible characters. */
    public static Parsed<EmailAddress> parse(String raw) {
        String text = WhiteSpace.trim(raw);
        if (!text.codePoints().allMatch(EmailAddress::mayStand)) {
            return Parsed.invalid("must not contain white space, control or invisible characters");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
            return Parsed.invalid("must have " + MIN_BYTES + " to " + MAX_BYTES + " bytes");
        }
        int at = text.indexOf('@');
        if (at < 1 || at != text.lastIndexOf('@') || at == text.length() - 1) {
            return Parsed.invalid("must have exactly one @ with something on both sides");
        }
        return Parsed.valid(new EmailAddress(text));
    }

    private static boolean mayStand(int codePoint) {
        return !WhiteSpace.is(codePoint)
                && !VisibleText.isInvisible(codePoint)
                && Character.getType(codePoint) != Character.FORMAT;
    }

    @Override
    public String toString() {
        return "[e-mail]";
    }
}

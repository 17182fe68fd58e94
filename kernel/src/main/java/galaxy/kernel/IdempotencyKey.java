package galaxy.kernel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The key that a caller gives to a request and to every retry of it, so that it takes effect once: 1 to 128 characters. */
public final class IdempotencyKey extends TextValue {
    private static final int MAX = 128;
    private static final Pattern HEADER = Pattern.compile("[ -~]{1,128}");

    private IdempotencyKey(String value) {
        super(value);
    }

    /** A key that was parsed before. */
    public static IdempotencyKey of(String known) {
        return new IdempotencyKey(known);
    }

    /** A field of a message, trimmed. */
    public static Parsed<IdempotencyKey> parse(String raw) {
        String key = WhiteSpace.trim(raw);
        int length = key.codePointCount(0, key.length());
        return length >= 1 && length <= MAX
                ? Parsed.valid(new IdempotencyKey(key))
                : Parsed.invalid("must have 1 to " + MAX + " characters");
    }

    /** The value of a header, as it is. */
    public static Parsed<IdempotencyKey> parseHeader(String raw) {
        return HEADER.matcher(raw).matches()
                ? Parsed.valid(new IdempotencyKey(raw))
                : Parsed.invalid("must have 1 to " + MAX + " printable ASCII characters");
    }

    /** The key in letters, digits and {@code . - * _ + %} alone. */
    public String encoded() {
        return URLEncoder.encode(value(), StandardCharsets.UTF_8);
    }
}

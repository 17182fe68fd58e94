package galaxy.connections.link;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import galaxy.kernel.WhiteSpace;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Identifies one request of a caller and all its repetitions: 1 to 128 characters, trimmed. The proto calls it {@code request_id}. */
public final class IdempotencyKey extends TextValue {
    private static final int MAX = 128;

    private IdempotencyKey(String value) {
        super(value);
    }

    /** A key that was parsed before. */
    public static IdempotencyKey of(String known) {
        return new IdempotencyKey(known);
    }

    public static Parsed<IdempotencyKey> parse(String raw) {
        String key = WhiteSpace.trim(raw);
        int length = key.codePointCount(0, key.length());
        return length >= 1 && length <= MAX
                ? Parsed.valid(new IdempotencyKey(key))
                : Parsed.invalid("must have 1 to " + MAX + " characters");
    }

    /** The key in letters, digits and {@code . - * _ + %} alone. */
    public String encoded() {
        return URLEncoder.encode(value(), StandardCharsets.UTF_8);
    }
}

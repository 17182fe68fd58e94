package galaxy.connections.link;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import galaxy.kernel.WhiteSpace;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a caller calls one wish, the same in every repetition of it: 1 to 128 characters, trimmed. */
public final class RequestId extends TextValue {
    private static final int MAX = 128;

    private RequestId(String value) {
        super(value);
    }

    /** An id that was parsed before. */
    public static RequestId of(String known) {
        return new RequestId(known);
    }

    public static Parsed<RequestId> parse(String raw) {
        String id = WhiteSpace.trim(raw);
        int length = id.codePointCount(0, id.length());
        return length >= 1 && length <= MAX
                ? Parsed.valid(new RequestId(id))
                : Parsed.invalid("must have 1 to " + MAX + " characters");
    }

    /** The id in letters, digits and {@code . - * _ + %} alone. */
    public String encoded() {
        return URLEncoder.encode(value(), StandardCharsets.UTF_8);
    }
}

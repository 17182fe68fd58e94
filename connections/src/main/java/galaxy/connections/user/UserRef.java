package galaxy.connections.user;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import galaxy.kernel.WhiteSpace;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A user by the id that another service gave: 1 to 128 characters, trimmed, otherwise opaque. Connections owns no users. */
public final class UserRef extends TextValue {
    private static final int MAX = 128;

    private UserRef(String value) {
        super(value);
    }

    /** A user that was parsed before. */
    public static UserRef of(String known) {
        return new UserRef(known);
    }

    public static Parsed<UserRef> parse(String raw) {
        String id = WhiteSpace.trim(raw);
        int length = id.codePointCount(0, id.length());
        return length >= 1 && length <= MAX
                ? Parsed.valid(new UserRef(id))
                : Parsed.invalid("must have 1 to " + MAX + " characters");
    }

    /** The id in letters, digits and {@code . - * _ + %} alone, different for different ids: safe inside of a longer text. */
    public String encoded() {
        return URLEncoder.encode(value(), StandardCharsets.UTF_8);
    }

    /** What {@link #encoded} was made from. */
    public static UserRef decode(String encoded) {
        return new UserRef(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    }
}

package galaxy.connections.profile;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import galaxy.kernel.WhiteSpace;

/** The name that others see: 1 to 64 code points, trimmed. Many may have the same. */
public final class DisplayName extends TextValue {
    private static final int MAX = 64;

    private DisplayName(String value) {
        super(value);
    }

    /** A name that was parsed before. */
    public static DisplayName of(String known) {
        return new DisplayName(known);
    }

    public static Parsed<DisplayName> parse(String raw) {
        String name = WhiteSpace.trim(raw);
        int length = name.codePointCount(0, name.length());
        return length >= 1 && length <= MAX
                ? Parsed.valid(new DisplayName(name))
                : Parsed.invalid("must have 1 to " + MAX + " characters");
    }
}

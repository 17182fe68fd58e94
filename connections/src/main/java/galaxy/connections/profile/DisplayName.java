package galaxy.connections.profile;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import galaxy.kernel.VisibleText;
import galaxy.kernel.WhiteSpace;
import java.util.regex.Pattern;

/** The name that others see: 1 to 64 code points that show, trimmed. Many may have the same. */
public final class DisplayName extends TextValue {
    private static final int MAX = 64;
    private static final Pattern ONLY_MARKS = Pattern.compile("[\\p{M}\\p{Z}]+");

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
        if (length < 1 || length > MAX) {
            return Parsed.invalid("must have 1 to " + MAX + " characters");
        }
        if (ONLY_MARKS.matcher(name).matches()) {
            return Parsed.invalid("must have a character other than marks");
        }
        return VisibleText.problemOfLine(name)
                .<Parsed<DisplayName>>map(Parsed::invalid)
                .orElseGet(() -> Parsed.valid(new DisplayName(name)));
    }
}

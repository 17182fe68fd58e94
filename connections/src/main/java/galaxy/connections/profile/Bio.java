package galaxy.connections.profile;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import galaxy.kernel.VisibleText;
import galaxy.kernel.WhiteSpace;

/** A text of users about themselves: at most 280 code points that show, on one line or more, trimmed; may be empty. */
public final class Bio extends TextValue {
    private static final int MAX = 280;

    private Bio(String value) {
        super(value);
    }

    /** A text that was parsed before. */
    public static Bio of(String known) {
        return new Bio(known);
    }

    public static Parsed<Bio> parse(String raw) {
        String text = WhiteSpace.trim(raw);
        if (text.codePointCount(0, text.length()) > MAX) {
            return Parsed.invalid("must have at most " + MAX + " characters");
        }
        return VisibleText.problemOfLines(text)
                .<Parsed<Bio>>map(Parsed::invalid)
                .orElseGet(() -> Parsed.valid(new Bio(text)));
    }
}

package galaxy.connections.link;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import galaxy.kernel.VisibleText;
import galaxy.kernel.WhiteSpace;

/**
 * By what an owner knows a contact link: at most 64 code points that show, on one line, trimmed; may be empty. For the owner alone,
 * so never in a preview, an event or a log line.
 */
public final class LinkLabel extends TextValue {
    /** Of a link without a label. */
    public static final LinkLabel NONE = new LinkLabel("");

    private static final int MAX = 64;

    private LinkLabel(String value) {
        super(value);
    }

    /** A label that was parsed before. */
    public static LinkLabel of(String known) {
        return new LinkLabel(known);
    }

    public static Parsed<LinkLabel> parse(String raw) {
        String text = WhiteSpace.trim(raw);
        if (text.codePointCount(0, text.length()) > MAX) {
            return Parsed.invalid("must have at most " + MAX + " characters");
        }
        return VisibleText.problemOfLine(text)
                .<Parsed<LinkLabel>>map(Parsed::invalid)
                .orElseGet(() -> Parsed.valid(new LinkLabel(text)));
    }

    @Override
    public String toString() {
        return "***";
    }
}

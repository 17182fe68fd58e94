package galaxy.connections.link;

import galaxy.kernel.Sha256;
import galaxy.kernel.TextValue;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifies a contact link where its secret must not appear: {@code lnk_} and 32 hexadecimal digits, the first half of the SHA-256
 * digest of the token. The id follows from the token; the token cannot be found from the id.
 */
public final class LinkId extends TextValue {
    private static final int BYTES = 16;
    private static final Pattern SHAPE = Pattern.compile("lnk_[0-9a-f]{32}");

    private LinkId(String value) {
        super(value);
    }

    /** An id that was made before. */
    public static LinkId of(String known) {
        return new LinkId(known);
    }

    public static LinkId of(LinkToken token) {
        return new LinkId("lnk_" + HexFormat.of().formatHex(Sha256.of(token.value()), 0, BYTES));
    }

    /** Empty for what can be no id. */
    public static Optional<LinkId> parse(String raw) {
        return SHAPE.matcher(raw).matches() ? Optional.of(new LinkId(raw)) : Optional.empty();
    }
}

package galaxy.connections.link;

import galaxy.kernel.TextValue;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The secret of a contact link: 160 random bits in base64url. Never in a log line, a metric, an event or an error. */
public final class LinkToken extends TextValue {
    private static final int BYTES = 20;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{27}");

    private LinkToken(String value) {
        super(value);
    }

    public static LinkToken draw(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** A token that was drawn before. */
    public static LinkToken of(String known) {
        return new LinkToken(known);
    }

    /** Empty for what can be no token. */
    public static Optional<LinkToken> parse(String raw) {
        return SHAPE.matcher(raw).matches() ? Optional.of(new LinkToken(raw)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "***";
    }
}

package galaxy.kernel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Authorization} of RFC 6750, as a service sends and as another one reads it. */
public final class BearerScheme {
    /** What a token is, as a reason. */
    public static final String TOKEN_RULE = "has only letters, digits and . _ ~ + / - (and = at its end), 4096 at most";

    private static final String TOKEN = "[A-Za-z0-9._~+/-]{1,4096}=*";
    private static final Pattern ALONE = Pattern.compile(TOKEN);
    private static final Pattern HEADER = Pattern.compile("(?i:bearer) +(" + TOKEN + ")");

    private BearerScheme() {}

    public static boolean isToken(String text) {
        return ALONE.matcher(text).matches();
    }

    /** The value of the header with a token. */
    public static String header(Secret token) {
        return "Bearer " + token.reveal();
    }

    /** The token in a value of the header; empty for another scheme and for what is no token. */
    public static Optional<String> token(String header) {
        return Optional.of(HEADER.matcher(header)).filter(Matcher::matches).map(bearer -> bearer.group(1));
    }
}

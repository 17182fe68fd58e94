package galaxy.client;

import galaxy.kernel.Secret;
import java.util.regex.Pattern;

/** The token by which a service knows its caller: one word of printable ASCII characters. */
public record BearerToken(Secret secret) {
    private static final Pattern WORD = Pattern.compile("[!-~]+");

    /** @throws IllegalArgumentException for any other text, without the text in its message */
    public BearerToken {
        if (!WORD.matcher(secret.reveal()).matches()) {
            throw new IllegalArgumentException("a token must be one word of printable ASCII characters");
        }
    }

    /** The value of the header {@code Authorization}. */
    public String authorization() {
        return "Bearer " + secret.reveal();
    }
}

package galaxy.client;

import galaxy.kernel.Secret;
import java.util.regex.Pattern;

/** The token by which a service knows its caller, as in RFC 6750: letters, digits and {@code ._~+/-}, {@code =} at the end. */
public record BearerToken(Secret secret) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._~+/-]{1,4096}=*");

    /** @throws IllegalArgumentException for any other text, without the text in its message */
    public BearerToken {
        if (!WORD.matcher(secret.reveal()).matches()) {
            throw new IllegalArgumentException(
                    "a token has only letters, digits and . _ ~ + / - (and = at its end), 4096 at most");
        }
    }

    /** The value of the header {@code Authorization}. */
    public String authorization() {
        return "Bearer " + secret.reveal();
    }
}

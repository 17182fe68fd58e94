package galaxy.client;

import galaxy.kernel.BearerScheme;
import galaxy.kernel.Secret;

/** The token by which a service knows its caller, as in RFC 6750: letters, digits and {@code ._~+/-}, {@code =} at the end. */
public record BearerToken(Secret secret) {
    /** @throws IllegalArgumentException for any other text, without the text in its message */
    public BearerToken {
        if (!BearerScheme.isToken(secret.reveal())) {
            throw new IllegalArgumentException("a token " + BearerScheme.TOKEN_RULE);
        }
    }

    /** The value of the header {@code Authorization}. */
    public String authorization() {
        return BearerScheme.header(secret);
    }
}

package galaxy.sessions;

import galaxy.kernel.Parsed;
import galaxy.kernel.Sha256;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * What a session is used with, one per session: a device key, whose private half signs each request, or the secret of a
 * cookie, of which only the digest is known.
 *
 * @param kind {@link #ED25519}, {@link #COOKIE}, or one that only a newer version knows
 * @param key the public key, or the SHA-256 of the secret: 43 characters of base64url
 */
public record Credential(String kind, String key) {
    public static final String ED25519 = "ed25519";
    public static final String COOKIE = "cookie";

    private static final String NOT_BYTES = "must be 32 bytes in base64url without padding, 43 characters";

    /** A key of Ed25519: a canonical encoding (RFC 8032, 5.1.3) of a point of the prime-order group, not the identity. */
    public static Parsed<Credential> deviceKey(String text) {
        Optional<byte[]> key = Bytes32.parse(text);
        if (key.isEmpty()) {
            return Parsed.invalid(NOT_BYTES);
        }
        return Ed25519.validatePublicKeyFull(key.get(), 0)
                ? Parsed.valid(new Credential(ED25519, text))
                : Parsed.invalid("is not a valid Ed25519 public key");
    }

    /** The SHA-256 of the secret of a cookie. */
    public static Parsed<Credential> cookie(String text) {
        return Bytes32.parse(text).isPresent() ? Parsed.valid(new Credential(COOKIE, text)) : Parsed.invalid(NOT_BYTES);
    }

    /** SHA-256 of a device key in base64url, by which its owner recognises it; a cookie has none. */
    public Optional<String> thumbprint() {
        return kind.equals(COOKIE) ? Optional.empty() : Bytes32.parse(key).map(bytes -> Bytes32.text(Sha256.of(bytes)));
    }
}

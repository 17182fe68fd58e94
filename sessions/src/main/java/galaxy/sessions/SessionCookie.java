package galaxy.sessions;

import galaxy.kernel.Parsed;
import galaxy.kernel.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The value of a cookie of a session: {@code <device_session_id>.<43 base64url>}. It is a secret and never shown. */
public final class SessionCookie {
    private static final int BYTES = 32;

    private final SessionId id;
    private final byte[] secret;

    private SessionCookie(SessionId id, byte[] secret) {
        this.id = id;
        this.secret = secret;
    }

    /** A fresh secret, of which only the credential leaves the process. */
    public static byte[] freshSecret(RandomGenerator random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** The credential of a secret. */
    public static Credential credential(byte[] secret) {
        return new Credential(Credential.COOKIE, Bytes32.text(Sha256.of(secret)));
    }

    public static SessionCookie of(SessionId id, byte[] secret) {
        return new SessionCookie(id, Arrays.copyOf(secret, secret.length));
    }

    /** Empty for any text that is not the value of such a cookie. */
    public static Optional<SessionCookie> parse(String value) {
        int dot = value.indexOf('.');
        if (dot < 0 || !(SessionId.parse(value.substring(0, dot)) instanceof Parsed.Valid<SessionId>(SessionId id))) {
            return Optional.empty();
        }
        return Bytes32.parse(value.substring(dot + 1)).map(secret -> new SessionCookie(id, secret));
    }

    public SessionId id() {
        return id;
    }

    /** The value to send to the browser. */
    public String value() {
        return id.value() + "." + Bytes32.text(secret);
    }

    /** Whether the secret is that of a session, in a time that does not depend on where they differ. */
    public boolean matches(Credential credential) {
        return credential.kind().equals(Credential.COOKIE)
                && MessageDigest.isEqual(
                        credential(secret).key().getBytes(StandardCharsets.US_ASCII),
                        credential.key().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "SessionCookie[" + id + "]";
    }
}

package galaxy.client.auth;

import galaxy.kernel.TextValue;
import java.util.List;

/** Whether a session can be used. A code that is newer than this client stays as it is. */
public final class SessionStatus extends TextValue {
    public static final SessionStatus ACTIVE = of("active");
    public static final SessionStatus REVOKED = of("revoked");
    public static final SessionStatus EXPIRED = of("expired");

    private static final List<SessionStatus> KNOWN = List.of(ACTIVE, REVOKED, EXPIRED);

    private SessionStatus(String value) {
        super(value);
    }

    public static SessionStatus of(String code) {
        return new SessionStatus(code);
    }

    /** The codes of the contract that this client knows, in its order. */
    public static List<SessionStatus> known() {
        return KNOWN;
    }
}

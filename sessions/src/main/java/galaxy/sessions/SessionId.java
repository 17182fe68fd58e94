package galaxy.sessions;

import galaxy.kernel.Parsed;
import galaxy.kernel.RandomId;
import galaxy.kernel.TextValue;

/** The id of a session, which is no secret: {@code dvs_} and 26 characters as in a user id, in the bucket of its user. */
public final class SessionId extends TextValue {
    /** In front of every id. */
    public static final String PREFIX = "dvs_";

    private SessionId(String value) {
        super(value);
    }

    /** An id that was parsed or drawn before. */
    public static SessionId of(String known) {
        return new SessionId(known);
    }

    public static Parsed<SessionId> parse(String raw) {
        return RandomId.isWellFormed(PREFIX, raw)
                ? Parsed.valid(new SessionId(raw))
                : Parsed.invalid("is not a device session id");
    }
}

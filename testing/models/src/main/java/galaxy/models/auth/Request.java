package galaxy.models.auth;

import java.time.Instant;
import java.util.Optional;

/** A valid request, to auth or, for blocks, to users. */
public sealed interface Request {
    /** A code to an address; for a challenge again, if it can be. */
    record Send(String email, Optional<String> again) implements Request {}

    /** A code for a challenge, from a country. */
    record Confirm(String challengeId, String code, String credential, Optional<String> country) implements Request {}

    /** The sessions of a user. */
    record ListSessions(String userId, boolean all) implements Request {}

    record Show(String sessionId) implements Request {}

    /** The end of a session; if it is that of the owner, where one is given. */
    record Revoke(String sessionId, Optional<String> owner, End.Cause cause) implements Request {}

    /** The end of all sessions of a user but one, if one is given. */
    record RevokeAll(String userId, Optional<String> except, End.Cause cause) implements Request {}

    /** A report of use, with all that follows from it. */
    record Use(String sessionId, Instant at, Optional<String> country) implements Request {}

    /** A block of an address, through auth: its sessions end with it. */
    record Block(String email, String reason, String actor) implements Request {}

    /** The end of the block of an address; sessions stay as they are. */
    record Unblock(String email) implements Request {}
}

package galaxy.models.auth;

import java.time.Instant;

/**
 * How a session ended.
 *
 * @param status {@code revoked} or {@code expired}
 */
public record End(Instant at, String status, Cause cause) {
    /**
     * Why, and by whom.
     *
     * @param actor such as {@code user:usr_…}
     */
    public record Cause(String reason, String actor) {}

    private static final String AUTH = "service:auth";

    static End expired(Instant at, String reason) {
        return new End(at, "expired", new Cause(reason, AUTH));
    }

    static End displaced(Instant at) {
        return new End(at, "revoked", new Cause("displaced", AUTH));
    }

    static Cause blocked(String actor) {
        return new Cause("login_blocked", actor);
    }

    /** Of a block that auth learned of by itself. */
    static Cause blocked() {
        return blocked(AUTH);
    }
}

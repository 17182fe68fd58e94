package galaxy.users.account;

import galaxy.kernel.Parsed;

/** What is limited, in the order in which lists show limits. */
public enum LimitCode {
    MAX_OWNED_PRIVATE_GAMES("max_owned_private_games"),
    MAX_ACTIVE_PRIVATE_GAMES("max_active_private_games"),
    MAX_PENDING_PUBLIC_APPLICATIONS("max_pending_public_applications"),
    MAX_PENDING_PRIVATE_JOIN_REQUESTS("max_pending_private_join_requests"),
    MAX_PENDING_PRIVATE_INVITES_SENT("max_pending_private_invites_sent"),
    MAX_ACTIVE_GAME_MEMBERSHIPS("max_active_game_memberships");

    private final String code;

    LimitCode(String code) {
        this.code = code;
    }

    /** The code as callers and the store write it. */
    public String code() {
        return code;
    }

    public static Parsed<LimitCode> parse(String raw) {
        return Parsed.oneOf(values(), LimitCode::code, raw, "is not a limit code");
    }
}

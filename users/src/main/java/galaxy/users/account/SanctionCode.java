package galaxy.users.account;

import galaxy.kernel.Parsed;

/** What a sanction denies, in the order in which lists show sanctions. */
public enum SanctionCode {
    LOGIN_BLOCK("login_block", "auth"),
    PRIVATE_GAME_CREATE_BLOCK("private_game_create_block", "lobby"),
    PRIVATE_GAME_MANAGE_BLOCK("private_game_manage_block", "lobby"),
    GAME_JOIN_BLOCK("game_join_block", "lobby"),
    PROFILE_UPDATE_BLOCK("profile_update_block", "profile");

    private final String code;
    private final String defaultScope;

    SanctionCode(String code, String defaultScope) {
        this.code = code;
        this.defaultScope = defaultScope;
    }

    /** The code as callers and the store write it. */
    public String code() {
        return code;
    }

    /** The scope of a sanction that is applied without one. */
    public Scope defaultScope() {
        return Scope.of(defaultScope);
    }

    /** Whether the lobby acts on it: all but {@code profile_update_block}. */
    public boolean concernsTheLobby() {
        return this != PROFILE_UPDATE_BLOCK;
    }

    public static Parsed<SanctionCode> parse(String raw) {
        return Parsed.oneOf(values(), SanctionCode::code, raw, "is not a sanction code");
    }
}

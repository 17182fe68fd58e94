package galaxy.users.account;

import galaxy.kernel.Parsed;
import java.util.List;

/**
 * What a sanction denies, as callers and the store write it. They are in the order in which lists show sanctions. A record
 * that a newer version wrote may have a code that is not among {@link #values}: it is kept and shown, and denies nothing.
 */
public record SanctionCode(String code) implements Comparable<SanctionCode> {
    public static final SanctionCode LOGIN_BLOCK = new SanctionCode("login_block");
    public static final SanctionCode PRIVATE_GAME_CREATE_BLOCK = new SanctionCode("private_game_create_block");
    public static final SanctionCode PRIVATE_GAME_MANAGE_BLOCK = new SanctionCode("private_game_manage_block");
    public static final SanctionCode GAME_JOIN_BLOCK = new SanctionCode("game_join_block");
    public static final SanctionCode PROFILE_UPDATE_BLOCK = new SanctionCode("profile_update_block");

    private static final List<SanctionCode> ALL = List.of(
            LOGIN_BLOCK, PRIVATE_GAME_CREATE_BLOCK, PRIVATE_GAME_MANAGE_BLOCK, GAME_JOIN_BLOCK, PROFILE_UPDATE_BLOCK);

    /** The codes that mean something to this version, in their order. */
    public static SanctionCode[] values() {
        return ALL.toArray(SanctionCode[]::new);
    }

    /** The scope of a sanction that is applied without one. */
    public Scope defaultScope() {
        if (equals(LOGIN_BLOCK)) {
            return Scope.of("auth");
        }
        return Scope.of(equals(PROFILE_UPDATE_BLOCK) ? "profile" : "lobby");
    }

    /** Whether the lobby acts on it: all but {@code profile_update_block}. */
    public boolean concernsTheLobby() {
        return !equals(PROFILE_UPDATE_BLOCK);
    }

    public static Parsed<SanctionCode> parse(String raw) {
        return Parsed.oneOf(values(), SanctionCode::code, raw, "is not a sanction code");
    }

    @Override
    public int compareTo(SanctionCode other) {
        return CodedRecord.compare(ALL, this, other, SanctionCode::code);
    }
}

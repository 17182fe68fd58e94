package galaxy.users.eligibility;

import galaxy.kernel.Parsed;
import galaxy.users.account.LimitCode;
import galaxy.users.account.SanctionCode;
import java.util.Optional;

/** Something that a user may or may not do, with the sanction that denies it and the limit that must not be zero. */
@SuppressWarnings("ImmutableEnumChecker") // records of text are immutable
public enum Marker {
    CAN_LOGIN("can_login", SanctionCode.LOGIN_BLOCK, Optional.empty()),
    CAN_CREATE_PRIVATE_GAME(
            "can_create_private_game",
            SanctionCode.PRIVATE_GAME_CREATE_BLOCK,
            Optional.of(LimitCode.MAX_OWNED_PRIVATE_GAMES)),
    CAN_MANAGE_PRIVATE_GAME(
            "can_manage_private_game",
            SanctionCode.PRIVATE_GAME_MANAGE_BLOCK,
            Optional.of(LimitCode.MAX_ACTIVE_PRIVATE_GAMES)),
    CAN_JOIN_GAME("can_join_game", SanctionCode.GAME_JOIN_BLOCK, Optional.of(LimitCode.MAX_ACTIVE_GAME_MEMBERSHIPS)),
    CAN_UPDATE_PROFILE("can_update_profile", SanctionCode.PROFILE_UPDATE_BLOCK, Optional.empty());

    private final String code;
    private final SanctionCode deniedBy;
    private final Optional<LimitCode> needs;

    Marker(String code, SanctionCode deniedBy, Optional<LimitCode> needs) {
        this.code = code;
        this.deniedBy = deniedBy;
        this.needs = needs;
    }

    /** The marker as callers write it. */
    public String code() {
        return code;
    }

    SanctionCode deniedBy() {
        return deniedBy;
    }

    Optional<LimitCode> needs() {
        return needs;
    }

    public static Parsed<Marker> parse(String raw) {
        return Parsed.oneOf(values(), Marker::code, raw, "is not a marker");
    }
}

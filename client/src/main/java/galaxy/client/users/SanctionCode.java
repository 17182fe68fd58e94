package galaxy.client.users;

import galaxy.kernel.TextValue;
import java.util.List;

/** The code of a sanction. A code that is newer than this client stays as it is. */
public final class SanctionCode extends TextValue {
    public static final SanctionCode LOGIN_BLOCK = of("login_block");
    public static final SanctionCode PRIVATE_GAME_CREATE_BLOCK = of("private_game_create_block");
    public static final SanctionCode PRIVATE_GAME_MANAGE_BLOCK = of("private_game_manage_block");
    public static final SanctionCode GAME_JOIN_BLOCK = of("game_join_block");
    public static final SanctionCode PROFILE_UPDATE_BLOCK = of("profile_update_block");

    private static final List<SanctionCode> KNOWN = List.of(
            LOGIN_BLOCK, PRIVATE_GAME_CREATE_BLOCK, PRIVATE_GAME_MANAGE_BLOCK, GAME_JOIN_BLOCK, PROFILE_UPDATE_BLOCK);

    private SanctionCode(String value) {
        super(value);
    }

    public static SanctionCode of(String code) {
        return new SanctionCode(code);
    }

    /** The codes of the contract that this client knows, in its order. */
    public static List<SanctionCode> known() {
        return KNOWN;
    }
}

package galaxy.client.users;

import galaxy.kernel.TextValue;
import java.util.List;

/** A permission of a user. A code that is newer than this client stays as it is. */
public final class Marker extends TextValue {
    public static final Marker CAN_LOGIN = of("can_login");
    public static final Marker CAN_CREATE_PRIVATE_GAME = of("can_create_private_game");
    public static final Marker CAN_MANAGE_PRIVATE_GAME = of("can_manage_private_game");
    public static final Marker CAN_JOIN_GAME = of("can_join_game");
    public static final Marker CAN_UPDATE_PROFILE = of("can_update_profile");

    private static final List<Marker> KNOWN =
            List.of(CAN_LOGIN, CAN_CREATE_PRIVATE_GAME, CAN_MANAGE_PRIVATE_GAME, CAN_JOIN_GAME, CAN_UPDATE_PROFILE);

    private Marker(String value) {
        super(value);
    }

    public static Marker of(String code) {
        return new Marker(code);
    }

    /** The codes of the contract that this client knows, in its order. */
    public static List<Marker> known() {
        return KNOWN;
    }
}

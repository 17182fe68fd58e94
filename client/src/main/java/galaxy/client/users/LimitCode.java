package galaxy.client.users;

import galaxy.kernel.TextValue;
import java.util.List;

/** The code of a limit. A code that is newer than this client stays as it is. */
public final class LimitCode extends TextValue {
    public static final LimitCode MAX_OWNED_PRIVATE_GAMES = of("max_owned_private_games");
    public static final LimitCode MAX_ACTIVE_PRIVATE_GAMES = of("max_active_private_games");
    public static final LimitCode MAX_PENDING_PUBLIC_APPLICATIONS = of("max_pending_public_applications");
    public static final LimitCode MAX_PENDING_PRIVATE_JOIN_REQUESTS = of("max_pending_private_join_requests");
    public static final LimitCode MAX_PENDING_PRIVATE_INVITES_SENT = of("max_pending_private_invites_sent");
    public static final LimitCode MAX_ACTIVE_GAME_MEMBERSHIPS = of("max_active_game_memberships");

    private static final List<LimitCode> KNOWN = List.of(
            MAX_OWNED_PRIVATE_GAMES,
            MAX_ACTIVE_PRIVATE_GAMES,
            MAX_PENDING_PUBLIC_APPLICATIONS,
            MAX_PENDING_PRIVATE_JOIN_REQUESTS,
            MAX_PENDING_PRIVATE_INVITES_SENT,
            MAX_ACTIVE_GAME_MEMBERSHIPS);

    private LimitCode(String value) {
        super(value);
    }

    public static LimitCode of(String code) {
        return new LimitCode(code);
    }

    /** The codes of the contract that this client knows, in its order. */
    public static List<LimitCode> known() {
        return KNOWN;
    }
}

package galaxy.users.account;

import galaxy.kernel.Parsed;
import java.util.List;

/**
 * What is limited, as callers and the store write it. They are in the order in which lists show limits. A record that a newer
 * version wrote may have a code that is not among {@link #values}: it is kept and shown, and limits nothing.
 */
public record LimitCode(String code) implements Comparable<LimitCode> {
    public static final LimitCode MAX_OWNED_PRIVATE_GAMES = new LimitCode("max_owned_private_games");
    public static final LimitCode MAX_ACTIVE_PRIVATE_GAMES = new LimitCode("max_active_private_games");
    public static final LimitCode MAX_PENDING_PUBLIC_APPLICATIONS = new LimitCode("max_pending_public_applications");
    public static final LimitCode MAX_PENDING_PRIVATE_JOIN_REQUESTS =
            new LimitCode("max_pending_private_join_requests");
    public static final LimitCode MAX_PENDING_PRIVATE_INVITES_SENT = new LimitCode("max_pending_private_invites_sent");
    public static final LimitCode MAX_ACTIVE_GAME_MEMBERSHIPS = new LimitCode("max_active_game_memberships");

    private static final List<LimitCode> ALL = List.of(
            MAX_OWNED_PRIVATE_GAMES,
            MAX_ACTIVE_PRIVATE_GAMES,
            MAX_PENDING_PUBLIC_APPLICATIONS,
            MAX_PENDING_PRIVATE_JOIN_REQUESTS,
            MAX_PENDING_PRIVATE_INVITES_SENT,
            MAX_ACTIVE_GAME_MEMBERSHIPS);

    /** The codes that mean something to this version, in their order. */
    public static LimitCode[] values() {
        return ALL.toArray(LimitCode[]::new);
    }

    public static Parsed<LimitCode> parse(String raw) {
        return Parsed.oneOf(values(), LimitCode::code, raw, "is not a limit code");
    }

    @Override
    public int compareTo(LimitCode other) {
        return CodedRecord.compare(ALL, this, other, LimitCode::code);
    }
}

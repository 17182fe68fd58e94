package galaxy.client;

/** What a user may do. */
public record Markers(
        boolean canLogin,
        boolean canCreatePrivateGame,
        boolean canManagePrivateGame,
        boolean canJoinGame,
        boolean canUpdateProfile) {}

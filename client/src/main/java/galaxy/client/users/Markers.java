package galaxy.client.users;

/** What a user may do. */
public record Markers(
        boolean canLogin,
        boolean canCreatePrivateGame,
        boolean canManagePrivateGame,
        boolean canJoinGame,
        boolean canUpdateProfile) {}

package galaxy.client;

import galaxy.kernel.UserId;

/** What a user is entitled to after a command. */
public record EntitlementState(UserId userId, Entitlement entitlement) {}

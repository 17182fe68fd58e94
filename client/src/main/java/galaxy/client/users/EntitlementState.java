package galaxy.client.users;

import galaxy.kernel.UserId;

/** The plan of a user after a command. */
public record EntitlementState(UserId userId, Entitlement entitlement) {}

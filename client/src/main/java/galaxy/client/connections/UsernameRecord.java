package galaxy.client.connections;

import java.time.Instant;

/** A user's username. */
public record UsernameRecord(UserRef userId, Username username, Instant createdAt, Instant updatedAt) {}

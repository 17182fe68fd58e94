package galaxy.client.connections;

import java.time.Instant;

/** A contact on the list of its owner. */
public record Contact(UserRef owner, UserRef contact, Instant createdAt, Instant updatedAt) {}

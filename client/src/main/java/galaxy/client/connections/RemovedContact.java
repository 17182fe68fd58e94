package galaxy.client.connections;

/** A user who is not, or no longer, on the list of the owner. */
public record RemovedContact(UserRef owner, UserRef contact) {}

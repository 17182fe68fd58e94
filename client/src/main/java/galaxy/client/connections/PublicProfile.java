package galaxy.client.connections;

import java.time.Instant;

/** A user's public profile. */
public record PublicProfile(UserRef userId, ProfileDetails details, Instant createdAt, Instant updatedAt) {}

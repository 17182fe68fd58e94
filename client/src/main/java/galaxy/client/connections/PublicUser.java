package galaxy.client.connections;

import java.util.Optional;

/** A user found by username. */
public record PublicUser(UsernameRecord username, Optional<PublicProfile> profile) {}

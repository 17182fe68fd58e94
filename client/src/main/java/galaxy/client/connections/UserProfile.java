package galaxy.client.connections;

import java.time.Instant;
import java.util.Optional;

/**
 * Username and profile of a user. The owner of a link may have neither, and then no times.
 *
 * @param details with an empty name without a public profile
 */
public record UserProfile(
        UserRef userId,
        Optional<Username> username,
        ProfileDetails details,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt) {}

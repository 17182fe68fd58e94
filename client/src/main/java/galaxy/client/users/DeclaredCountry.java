package galaxy.client.users;

import galaxy.kernel.UserId;
import java.time.Instant;

/**
 * The declared country of a user after a sync.
 *
 * @param country an ISO 3166-1 alpha-2 code
 */
public record DeclaredCountry(UserId userId, String country, Instant updatedAt) {}

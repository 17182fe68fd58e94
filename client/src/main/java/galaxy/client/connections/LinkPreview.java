package galaxy.client.connections;

import java.time.Instant;
import java.util.Optional;

/** The owner of a contact link, as shown before the link is used. */
public record LinkPreview(UserProfile owner, Optional<Instant> expiresAt) {}

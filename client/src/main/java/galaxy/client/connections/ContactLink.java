package galaxy.client.connections;

import java.time.Instant;
import java.util.Optional;

/**
 * A link by which users add its owner as a contact.
 *
 * @param label by what the owner knows it; empty without one. For the owner alone
 */
public record ContactLink(
        LinkId id,
        UserRef owner,
        LinkToken token,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Usage usage,
        String label) {
    /**
     * How the link was used, and whether it still can be.
     *
     * @param maxUses 0 for no bound
     */
    public record Usage(Optional<Instant> revokedAt, int maxUses, int count) {}
}

package galaxy.client;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A sanction, in force or past.
 *
 * @param scope the part of the platform that acts on it
 * @param expiresAt when it ends by itself, if it does
 */
public record Sanction(
        SanctionCode code,
        String scope,
        ReasonCode reason,
        Actor actor,
        Instant appliedAt,
        Optional<Instant> expiresAt) {}

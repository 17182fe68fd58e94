package galaxy.client.users;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A sanction, in force or past.
 *
 * @param reference names it, for ever: the user id, {@code -}, and a number from 1; absent from a service of an earlier version
 * @param scope the part of the platform that enforces it
 * @param expiresAt none until it is removed
 */
public record Sanction(
        Optional<String> reference,
        SanctionCode code,
        String scope,
        ReasonCode reason,
        Actor actor,
        Instant appliedAt,
        Optional<Instant> expiresAt) {}

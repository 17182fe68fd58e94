package galaxy.client.users;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A user's own value of a limit, in force or past, instead of the plan's.
 *
 * @param expiresAt none until it is removed
 */
public record LimitOverride(
        LimitCode code, int value, ReasonCode reason, Actor actor, Instant appliedAt, Optional<Instant> expiresAt) {}

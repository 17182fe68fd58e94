package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * A block of an e-mail subject: no sign-in and no registration with it, until it is unblocked.
 *
 * @param reason of the first block; later ones do not change it
 */
public record EmailBlock(ReasonCode reason, Optional<Actor> actor, Instant blockedAt) {}

package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import java.time.Instant;
import java.util.Optional;

/**
 * That an e-mail subject is blocked: nobody signs in or registers with it. It is in force until it is lifted.
 *
 * @param reason of whoever blocked it first; later blocks do not change it
 */
public record EmailBlock(ReasonCode reason, Optional<Actor> actor, Instant blockedAt) {}

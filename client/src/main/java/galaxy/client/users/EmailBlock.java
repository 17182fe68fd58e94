package galaxy.client.users;

import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A block of an e-mail address in force.
 *
 * @param id names it without the address, {@code blk_} and 26 characters
 * @param actor absent where none was given
 * @param expiresAt none until it is removed
 * @param userId the user who has the address, if there is one
 */
public record EmailBlock(
        String id,
        EmailAddress email,
        ReasonCode reason,
        Optional<Actor> actor,
        Instant blockedAt,
        Optional<Instant> expiresAt,
        Optional<UserId> userId) {}

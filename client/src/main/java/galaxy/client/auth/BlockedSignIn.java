package galaxy.client.auth;

import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A block of an e-mail address, and the sessions that ended with it.
 *
 * @param isNew whether it was blocked now; one in force keeps its reason
 * @param userId who has the address, if there is one
 * @param blockId of the block in force; absent from a service that does not know ids yet
 * @param expiresAt the end of the block in force, if it has one
 * @param revoked how many sessions this request ended; those that the event of the block had ended do not count
 */
public record BlockedSignIn(
        boolean isNew, Optional<UserId> userId, Optional<String> blockId, Optional<Instant> expiresAt, int revoked) {}

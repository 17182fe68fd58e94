package galaxy.users.account;

import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * The result of blocking or unblocking an address.
 *
 * @param isChanged whether the address was not blocked before, or was before it was unblocked; a moved end is no such change
 * @param blockId of the block in force afterwards
 * @param expiresAt its end, if it has one
 */
public record BlockChange(
        boolean isChanged, Optional<UserId> userId, Optional<String> blockId, Optional<Instant> expiresAt) {}

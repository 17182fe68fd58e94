package galaxy.client.users;

import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/** The result of blocking an e-mail address. The address is blocked in both cases. */
public sealed interface BlockResult {
    /** The user who has the address, if there is one. */
    Optional<UserId> userId();

    /** The id of the block in force; absent from a service that does not know ids yet. */
    Optional<String> blockId();

    /** The end of the block in force, if it has one. */
    Optional<Instant> expiresAt();

    /** The address is blocked from now on. */
    record Blocked(Optional<UserId> userId, Optional<String> blockId, Optional<Instant> expiresAt)
            implements BlockResult {}

    /** The address was blocked before, and keeps its reason. */
    record AlreadyBlocked(Optional<UserId> userId, Optional<String> blockId, Optional<Instant> expiresAt)
            implements BlockResult {}
}

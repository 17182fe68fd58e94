package galaxy.client.users;

import galaxy.kernel.UserId;
import java.util.Optional;

/** The result of removing the block of an e-mail address. The address has no block of its own in both cases. */
public sealed interface UnblockResult {
    /** The user who has the address, if there is one. */
    Optional<UserId> userId();

    /** The block is removed. */
    record Unblocked(Optional<UserId> userId) implements UnblockResult {}

    /** There was no block. */
    record NotBlocked(Optional<UserId> userId) implements UnblockResult {}
}

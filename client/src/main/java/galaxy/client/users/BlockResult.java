package galaxy.client.users;

import galaxy.kernel.UserId;
import java.util.Optional;

/** The result of blocking an e-mail address. The address is blocked in both cases. */
public sealed interface BlockResult {
    /** The user who has the address, if there is one. */
    Optional<UserId> userId();

    /** The address is blocked from now on. */
    record Blocked(Optional<UserId> userId) implements BlockResult {}

    /** The address was blocked before, and keeps its reason. */
    record AlreadyBlocked(Optional<UserId> userId) implements BlockResult {}
}

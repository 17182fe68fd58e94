package galaxy.client;

import galaxy.kernel.UserId;
import java.util.Optional;

/** What became of the wish that an e-mail address not be blocked. It has no block of its own in both cases. */
public sealed interface Unblocking {
    /** Whose the address is, if it is somebody's. */
    Optional<UserId> userId();

    /** The block is gone. */
    record Unblocked(Optional<UserId> userId) implements Unblocking {}

    /** There was no block. */
    record NotBlocked(Optional<UserId> userId) implements Unblocking {}
}

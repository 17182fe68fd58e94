package galaxy.client;

import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.util.Optional;

/** What a sign-in with an e-mail address would meet. */
public sealed interface Resolution {
    /** The address is a user's, who may sign in. */
    record Existing(UserId userId) implements Resolution {}

    /** Nobody has the address, and a user may be created for it. */
    record Creatable() implements Resolution {}

    /**
     * Nobody may sign in with the address.
     *
     * @param userId whose it is, if it is somebody's
     */
    record Blocked(Optional<UserId> userId, ReasonCode reason) implements Resolution {}
}

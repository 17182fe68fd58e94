package galaxy.client.users;

import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.util.Optional;

/** Whether a sign-in with an e-mail address is allowed. */
public sealed interface Resolution {
    /** A user has the address and may sign in. */
    record Existing(UserId userId) implements Resolution {}

    /** No user has the address, and one may be created for it. */
    record Creatable() implements Resolution {}

    /**
     * The address is blocked.
     *
     * @param userId the user who has the address, if there is one
     */
    record Blocked(Optional<UserId> userId, ReasonCode reason) implements Resolution {}
}

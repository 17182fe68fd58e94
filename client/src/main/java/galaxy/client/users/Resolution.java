package galaxy.client.users;

import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
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
     * @param expiresAt when nothing that is in force now blocks it any more, if all of that has an end
     */
    record Blocked(Optional<UserId> userId, ReasonCode reason, Optional<Instant> expiresAt) implements Resolution {
        /** Without an end. */
        public Blocked(Optional<UserId> userId, ReasonCode reason) {
            this(userId, reason, Optional.empty());
        }
    }
}

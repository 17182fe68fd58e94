package galaxy.client.users;

import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/** The result of finding or creating the user of an e-mail address. */
public sealed interface EnsureResult {
    /** The user exists already. */
    record Existing(UserId userId) implements EnsureResult {}

    /** The user is new. A retry after a lost response returns {@link Existing} instead. */
    record Created(UserId userId) implements EnsureResult {}

    /**
     * The address is blocked; nothing was created.
     *
     * @param userId the user who has the address, if there is one
     * @param expiresAt when nothing that is in force now blocks it any more, if all of that has an end
     */
    record Blocked(Optional<UserId> userId, ReasonCode reason, Optional<Instant> expiresAt) implements EnsureResult {
        /** Without an end. */
        public Blocked(Optional<UserId> userId, ReasonCode reason) {
            this(userId, reason, Optional.empty());
        }
    }
}

package galaxy.client.auth;

import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The result of the confirmation of a code. */
public sealed interface ConfirmResult {
    /**
     * There is a session.
     *
     * @param isCreated whether this sign-in made the user; {@code false} if the response of users was lost on the way
     * @param lifetime when the session ends
     * @param serverTime what the times are counted by
     */
    record SignedIn(DeviceSessionId sessionId, UserId userId, boolean isCreated, Lifetime lifetime, Instant serverTime)
            implements ConfirmResult {}

    /**
     * When a session ends.
     *
     * @param idleTimeout how long it lasts without use
     * @param expiresAt when it ends at the latest
     */
    record Lifetime(Duration idleTimeout, Instant expiresAt) {}

    /**
     * The code is wrong.
     *
     * @param attemptsLeft how many more codes are compared
     */
    record WrongCode(int attemptsLeft) implements ConfirmResult {}

    /**
     * The code is right, and sign-in is blocked for the address or its user.
     *
     * @param userId who has the address, if there is one
     * @param until when nothing that is in force now blocks it any more, if all of that has an end
     */
    record Blocked(Optional<UserId> userId, Optional<ReasonCode> reason, Optional<Instant> until)
            implements ConfirmResult {}

    /** The challenge is unknown, too old, used up or confirmed with another credential: ask for a new code. */
    record Expired() implements ConfirmResult {}

    /**
     * Nothing was compared: a limit of the mailbox or of the player's network.
     *
     * @param retryAfter until the next request may succeed, whole seconds
     */
    record Limited(Duration retryAfter) implements ConfirmResult {}
}

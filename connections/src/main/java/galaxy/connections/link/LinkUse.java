package galaxy.connections.link;

import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.IdempotencyKey;
import java.time.Instant;

/**
 * A user's use of a link: decided once, beside the link. The contact on the user's own list follows.
 *
 * @param cause for the event of the contact
 * @param isSettled whether the contact has been written
 */
public record LinkUse(UserRef user, IdempotencyKey key, Instant at, Cause cause, boolean isSettled) {
    public LinkUse settled() {
        return new LinkUse(user, key, at, cause, true);
    }
}

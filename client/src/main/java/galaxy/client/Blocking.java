package galaxy.client;

import galaxy.kernel.UserId;
import java.util.Optional;

/** What became of the wish that an e-mail address be blocked. Blocked it is in both cases. */
public sealed interface Blocking {
    /** Whose the address is, if it is somebody's. */
    Optional<UserId> userId();

    /** It is blocked from now on. */
    record Blocked(Optional<UserId> userId) implements Blocking {}

    /** It was blocked before, and keeps the reason that it had. */
    record AlreadyBlocked(Optional<UserId> userId) implements Blocking {}
}

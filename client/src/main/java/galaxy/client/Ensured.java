package galaxy.client;

import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.util.Optional;

/** What became of the wish that an e-mail address have a user. */
public sealed interface Ensured {
    /** The user was there before. */
    record Existing(UserId userId) implements Ensured {}

    /** The user is new. A repetition after a lost answer says {@link Existing} instead. */
    record Created(UserId userId) implements Ensured {}

    /**
     * Nobody may sign in with the address, and nothing was created.
     *
     * @param userId whose it is, if it is somebody's
     */
    record Blocked(Optional<UserId> userId, ReasonCode reason) implements Ensured {}
}

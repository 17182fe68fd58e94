package galaxy.connections.profile;

import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.WriteResult;
import java.util.List;
import java.util.Optional;

/**
 * Stores profiles. Each method is one atomic step, unless it says that it rolls something forward: then it may stop
 * anywhere, and the next caller continues. All throw an unchecked exception when the store does not answer; the step may
 * then have happened or not, and repeating it is safe.
 */
public interface ProfileStore {
    /** A user's record as it was read. A write names it and happens only if it has not changed since. */
    interface Seen {
        UserRef userId();

        /** Absent while nothing was ever set. */
        Optional<Profile> profile();

        /** Whether a change of the username is under way, to be rolled forward by {@link #settle}. */
        boolean isUnsettled();
    }

    /**
     * The result of setting a username.
     *
     * @param written whether the username was decided
     * @param outcome present exactly when {@code written} is done
     */
    record Named(WriteResult written, Optional<ProfileOutcome> outcome) {}

    Seen read(UserRef userId);

    /** The profiles of those users who have one, in their order; one that cannot be read is left out. */
    List<Profile> readAll(List<UserRef> userIds);

    /**
     * Makes sure that no fail-over takes back what was read, where changes have to be replicated.
     *
     * @return {@code CONFLICT} when it has changed meanwhile
     */
    WriteResult confirm(Seen seen);

    /** Writes a profile without any change of the username. */
    WriteResult write(Seen seen, Profile next, Cause cause);

    /** Decides upon another username, and what else is set with it, and rolls that forward. */
    Named name(Seen seen, Username username, ProfileChange change, Cause cause);

    /** Rolls forward whatever change of the username is under way. */
    void settle(UserRef userId);

    /** The profile of the user whose username this is. */
    Optional<Profile> holder(Username username);
}

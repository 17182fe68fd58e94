package galaxy.connections.profile;

import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.WriteResult;
import java.util.Optional;

/**
 * Where profiles are kept. Each method is one atomic step, unless it says that it rolls something forward: then it may stop
 * anywhere, and whoever calls next goes on. All throw an unchecked exception when the store does not answer; what was asked
 * may then have happened or not, and asking again is safe.
 */
public interface ProfileStore {
    /** What there is of a user. A write names it and happens only if nobody has written since. */
    interface Seen {
        UserRef userId();

        /** Absent while nothing was ever set. */
        Optional<Profile> profile();

        /** Whether a change of the username is under way, to be rolled forward by {@link #settle}. */
        boolean isUnsettled();
    }

    /**
     * What became of a username that was asked for.
     *
     * @param written whether it was decided upon
     * @param outcome what was written down of it when it was brought into force or given up, by whomever; present when
     *     {@code written} is done, if it was not too long ago
     */
    record Named(WriteResult written, Optional<ProfileOutcome> outcome) {}

    Seen read(UserRef userId);

    /**
     * Makes sure that no fail-over takes back what was read, where changes have to be replicated.
     *
     * @return {@code CONFLICT} when it has changed meanwhile
     */
    WriteResult confirm(Seen seen);

    /** Writes a profile without any change of the username. */
    WriteResult write(Seen seen, Profile next, Cause cause);

    /** Decides upon another username, and what else is set with it, and rolls that forward. */
    Named name(Seen seen, Username username, Wanted wanted, Cause cause);

    /** Rolls forward whatever change of the username is under way. */
    void settle(UserRef userId);

    /** The profile of the user whose username this is. */
    Optional<Profile> holder(Username username);
}

package galaxy.connections.store;

import galaxy.connections.profile.Profile;
import galaxy.connections.user.UserRef;
import galaxy.store.Naming;
import java.time.Instant;
import java.util.Optional;

/**
 * What is stored of a user.
 *
 * @param profile what readers see; absent while nothing has come into force
 * @param naming the bookkeeping of the username
 * @param decidedAt when the pending username was decided; the sweeper completes it some time later
 */
record ProfileRecord(UserRef userId, Optional<Profile> profile, Naming naming, Optional<Instant> decidedAt) {
    static ProfileRecord nothing(UserRef userId) {
        return new ProfileRecord(userId, Optional.empty(), Naming.NONE, Optional.empty());
    }

    ProfileRecord with(Naming after) {
        return new ProfileRecord(userId, profile, after, after.isSettled() ? Optional.empty() : decidedAt);
    }
}

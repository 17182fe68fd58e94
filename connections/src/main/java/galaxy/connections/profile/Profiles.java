package galaxy.connections.profile;

import galaxy.connections.profile.ProfileStore.Named;
import galaxy.connections.profile.ProfileStore.Seen;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.Turns;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Reads and sets profiles. */
public final class Profiles {
    private final ProfileStore store;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    public Profiles(ProfileStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public Optional<Profile> find(UserRef userId) {
        return store.read(userId).profile();
    }

    /** The profiles of those users who have one, in their order, each once. */
    public List<Profile> findAll(List<UserRef> userIds) {
        return store.readAll(userIds.stream().distinct().toList());
    }

    /** The profile of the user who has this username. */
    public Optional<Profile> findByUsername(Username username) {
        return store.holder(username);
    }

    /** Sets some parts of a profile, all or none of them. */
    public ProfileOutcome set(UserRef userId, ProfileChange change, Cause cause) {
        return turns.retry(userId, "a profile", attempt -> {
            Seen seen = store.read(userId);
            if (seen.isUnsettled()) {
                store.settle(userId);
                return Optional.empty();
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Profile next = Profile.set(seen.profile(), userId, change, now);
            ProfileOutcome done = new ProfileOutcome.Done(next);
            if (seen.profile().filter(next::equals).isPresent()) {
                return store.confirm(seen).ifDone(done);
            }
            attempt.requireFirstWrite();
            Optional<Username> username = change.username().filter(name -> !isNamed(seen, name));
            if (username.isEmpty()) {
                return attempt.noted(store.write(seen, next, cause)).ifDone(done);
            }
            Named named = store.name(seen, username.get(), change, cause);
            attempt.noted(named.written());
            return named.outcome();
        });
    }

    private static boolean isNamed(Seen seen, Username name) {
        return seen.profile().filter(profile -> profile.isNamed(name)).isPresent();
    }
}

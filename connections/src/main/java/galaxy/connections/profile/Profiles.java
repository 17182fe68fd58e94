package galaxy.connections.profile;

import galaxy.connections.profile.ProfileStore.Named;
import galaxy.connections.profile.ProfileStore.Seen;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads and sets profiles: read, decide, write, and from the beginning when somebody else was faster. */
public final class Profiles {
    /** Far more than rivals can cause; past it something is wrong. */
    private static final int ATTEMPTS = 100;

    private final ProfileStore store;
    private final InstantSource clock;

    public Profiles(ProfileStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public Optional<Profile> find(UserRef userId) {
        return store.read(userId).profile();
    }

    /** The profile of the user who has this username. */
    public Optional<Profile> findByUsername(Username username) {
        return store.holder(username);
    }

    /** Sets some parts of a profile, all or none of them. */
    public ProfileOutcome set(UserRef userId, Wanted wanted, Cause cause) {
        boolean mayBeDone = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Seen seen = store.read(userId);
            if (seen.isUnsettled()) {
                store.settle(userId);
                continue;
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Profile next = Profile.set(seen.profile(), userId, wanted, now);
            if (seen.profile().filter(next::equals).isPresent()) {
                if (store.confirm(seen) == WriteResult.DONE) {
                    return new ProfileOutcome.Done(next);
                }
                continue;
            }
            if (mayBeDone) {
                // Somebody wrote after us, if we wrote: to write again would undo theirs.
                throw new TryAgainException("the store did not confirm a change");
            }
            Named tried = attempt(seen, next, wanted, cause);
            if (tried.outcome().isPresent()) {
                return tried.outcome().get();
            }
            mayBeDone = tried.written() != WriteResult.CONFLICT;
        }
        throw new TryAgainException("a profile keeps changing");
    }

    private Named attempt(Seen seen, Profile next, Wanted wanted, Cause cause) {
        boolean isCalledSo = wanted.username().stream()
                .allMatch(name ->
                        seen.profile().filter(known -> known.isCalled(name)).isPresent());
        if (!isCalledSo) {
            return store.name(seen, wanted.username().orElseThrow(), wanted, cause);
        }
        WriteResult written = store.write(seen, next, cause);
        return new Named(
                written, written == WriteResult.DONE ? Optional.of(new ProfileOutcome.Done(next)) : Optional.empty());
    }
}

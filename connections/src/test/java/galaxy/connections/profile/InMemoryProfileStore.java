package galaxy.connections.profile;

import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.WriteResult;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Profiles in memory, with the behaviour that {@link ProfileStoreContract} describes. A change of a username takes one step. */
public final class InMemoryProfileStore implements ProfileStore {
    private record Found(UserRef userId, Optional<Profile> profile, long version) implements Seen {
        @Override
        public boolean isUnsettled() {
            return false;
        }
    }

    private final Map<UserRef, Found> found = new HashMap<>();
    private final InstantSource clock;
    private boolean losesNextReply;

    public InMemoryProfileStore(InstantSource clock) {
        this.clock = clock;
    }

    /** The next write is done, but its writer learns only that it may be done. */
    public void loseNextReply() {
        losesNextReply = true;
    }

    @Override
    public Seen read(UserRef userId) {
        return found.getOrDefault(userId, new Found(userId, Optional.empty(), 0));
    }

    @Override
    public List<Profile> readAll(List<UserRef> userIds) {
        return userIds.stream()
                .flatMap(userId -> read(userId).profile().stream())
                .toList();
    }

    @Override
    public WriteResult confirm(Seen seen) {
        return seen.equals(read(seen.userId())) ? WriteResult.DONE : WriteResult.CONFLICT;
    }

    @Override
    public WriteResult write(Seen seen, Profile next, Cause cause) {
        if (confirm(seen) != WriteResult.DONE) {
            return WriteResult.CONFLICT;
        }
        found.put(seen.userId(), new Found(seen.userId(), Optional.of(next), ((Found) seen).version() + 1));
        boolean isLost = losesNextReply;
        losesNextReply = false;
        return isLost ? WriteResult.CONFLICT_OR_DONE : WriteResult.DONE;
    }

    @Override
    public Named name(Seen seen, Username username, ProfileChange change, Cause cause) {
        if (holder(username)
                .filter(profile -> !profile.userId().equals(seen.userId()))
                .isPresent()) {
            WriteResult confirmed = confirm(seen);
            return new Named(confirmed, confirmed.ifDone(new ProfileOutcome.UsernameTaken()));
        }
        ProfileChange whole = new ProfileChange(Optional.of(username), change.details());
        Profile next = Profile.set(seen.profile(), seen.userId(), whole, clock.instant());
        WriteResult written = write(seen, next, cause);
        return new Named(written, written.ifDone(new ProfileOutcome.Done(next)));
    }

    @Override
    public void settle(UserRef userId) {}

    @Override
    public Optional<Profile> holder(Username username) {
        return found.values().stream()
                .flatMap(each -> each.profile().stream())
                .filter(profile -> profile.isNamed(username))
                .findFirst();
    }
}

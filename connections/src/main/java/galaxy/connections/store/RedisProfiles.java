package galaxy.connections.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.ProfileChange;
import galaxy.connections.profile.ProfileOutcome;
import galaxy.connections.profile.ProfileStore;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.WriteResult;
import galaxy.store.BucketStore;
import galaxy.store.Claims;
import galaxy.store.Names;
import galaxy.store.Naming;
import galaxy.store.ServiceStore;
import galaxy.store.Versioned;
import java.util.List;
import java.util.Optional;

/** Profiles in the bucket store. */
final class RedisProfiles implements ProfileStore {
    /** Some ten megabytes. */
    private static final int CACHED = 50_000;

    private final BucketStore store;
    private final ProfileCommits commits;
    private final Claims claims;
    private final Names<ProfileRecord> names;
    private final Cache<Username, UserRef> holders =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    RedisProfiles(ServiceStore store, ProfileCommits commits, Names<ProfileRecord> names) {
        this.store = store.records();
        this.commits = commits;
        this.claims = store.claims();
        this.names = names;
    }

    private record Found(UserRef userId, Optional<Versioned<ProfileRecord>> record) implements Seen {
        @Override
        public Optional<Profile> profile() {
            return record.flatMap(known -> known.value().profile());
        }

        @Override
        public boolean isUnsettled() {
            return !naming().isSettled();
        }

        private Naming naming() {
            return record.map(known -> known.value().naming()).orElse(Naming.NONE);
        }
    }

    @Override
    public Seen read(UserRef userId) {
        return new Found(userId, store.read(ConnectionsKeys.profile(userId), ProfileFormat.PROFILE));
    }

    @Override
    public List<Profile> readAll(List<UserRef> userIds) {
        List<String> keys = userIds.stream().map(ConnectionsKeys::profile).toList();
        return store.readAll(keys, ProfileFormat.PROFILE).stream()
                .flatMap(record -> record.value().profile().stream())
                .toList();
    }

    @Override
    public WriteResult confirm(Seen seen) {
        Found found = (Found) seen;
        return store.confirm(commits.unchanged(found.userId(), found.record().map(Versioned::version)));
    }

    @Override
    public WriteResult write(Seen seen, Profile next, Cause cause) {
        Found found = (Found) seen;
        return store.send(commits.changed(found.userId(), found.record(), found.naming(), next, cause));
    }

    @Override
    public Named name(Seen seen, Username username, ProfileChange change, Cause cause) {
        Found found = (Found) seen;
        Naming.Pending pending = commits.pending(username, new NameCause(cause, change.details()));
        WriteResult decided = store.send(commits.decided(found.userId(), found.record(), pending));
        if (decided != WriteResult.DONE) {
            return new Named(decided, Optional.empty());
        }
        settle(found.userId());
        return outcome(found.userId(), pending.token())
                .map(outcome -> new Named(WriteResult.DONE, Optional.of(outcome)))
                .orElseGet(() -> new Named(WriteResult.CONFLICT_OR_DONE, Optional.empty()));
    }

    /** Empty when the outcome was written too long ago, or a fail-over has taken it back. */
    private Optional<ProfileOutcome> outcome(UserRef userId, String token) {
        String key = ConnectionsKeys.outcome(userId, token);
        return store.read(key, ProfileFormat.OUTCOME)
                .filter(read -> store.confirm(
                                store.commit(ConnectionsKeys.bucket(userId)).check(key, Optional.of(read.version())))
                        == WriteResult.DONE)
                .flatMap(Versioned::value);
    }

    @Override
    public void settle(UserRef userId) {
        names.settle(userId.encoded());
    }

    /**
     * The last known holder most likely still holds the username, and the holder's record, which has to be read in any case,
     * says whether that is so. So a username that was looked up before takes one read, and the cache need not be right.
     */
    @Override
    public Optional<Profile> holder(Username username) {
        UserRef last = holders.getIfPresent(username);
        if (last != null) {
            Optional<ProfileRecord> record = record(last);
            if (record.filter(known -> holds(known, username)).isPresent()) {
                return record.flatMap(ProfileRecord::profile);
            }
            holders.invalidate(username);
        }
        Optional<UserRef> holder = claims.find(username.value()).map(claim -> UserRef.decode(claim.owner()));
        Optional<ProfileRecord> record = holder.flatMap(this::record).filter(known -> holds(known, username));
        record.ifPresent(known -> holders.put(username, known.userId()));
        return record.flatMap(ProfileRecord::profile);
    }

    private Optional<ProfileRecord> record(UserRef userId) {
        return store.read(ConnectionsKeys.profile(userId), ProfileFormat.PROFILE)
                .map(Versioned::value);
    }

    private static boolean holds(ProfileRecord record, Username username) {
        return record.naming().holds(username.value());
    }
}

package galaxy.connections.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.ProfileStore;
import galaxy.connections.profile.Username;
import galaxy.connections.profile.Wanted;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.WriteResult;
import galaxy.store.BucketStore;
import galaxy.store.Claims;
import galaxy.store.Names;
import galaxy.store.Naming;
import galaxy.store.Versioned;
import java.util.Optional;

/** Profiles in the bucket store. */
final class RedisProfiles implements ProfileStore {
    /** Far more than are looked up in a while, in some ten megabytes. */
    private static final int REMEMBERED = 50_000;

    private final BucketStore store;
    private final ProfileCommits commits;
    private final Claims claims;
    private final Names<ProfileRecord> names;
    private final Cache<Username, UserRef> holders =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    RedisProfiles(BucketStore store, ProfileCommits commits, Claims claims, Names<ProfileRecord> names) {
        this.store = store;
        this.commits = commits;
        this.claims = claims;
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
        return new Found(userId, store.read(ConnectionsKeys.profile(userId), ProfileCommits.PROFILE));
    }

    @Override
    public WriteResult confirm(Seen seen) {
        Found found = (Found) seen;
        return commits.confirm(found.userId(), found.record().map(Versioned::version));
    }

    @Override
    public WriteResult write(Seen seen, Profile next, Cause cause) {
        Found found = (Found) seen;
        return store.send(commits.changed(found.userId(), found.record(), found.naming(), next, cause));
    }

    @Override
    public Named name(Seen seen, Username username, Wanted wanted, Cause cause) {
        Found found = (Found) seen;
        Naming.Pending pending = commits.pending(username, new NameCause(cause, wanted.details()));
        WriteResult decided = store.send(commits.decided(found.userId(), found.record(), pending));
        if (decided != WriteResult.DONE) {
            return new Named(decided, Optional.empty());
        }
        settle(found.userId());
        String receipt = ConnectionsKeys.receipt(found.userId(), pending.token());
        return new Named(
                WriteResult.DONE,
                store.read(receipt, ProfileCommits.RECEIPT)
                        .filter(told -> store.confirm(store.commit(ConnectionsKeys.bucket(found.userId()))
                                        .check(receipt, Optional.of(told.version())))
                                == WriteResult.DONE)
                        .map(Versioned::value));
    }

    @Override
    public void settle(UserRef userId) {
        names.settle(userId.encoded());
    }

    /**
     * Who was found to hold a username most likely holds it still, and whether that is so stands in the record that has to be
     * read in any case: a name that is held there is in force. So a username that was looked up before takes one read, and
     * what is remembered is never believed.
     */
    @Override
    public Optional<Profile> holder(Username username) {
        UserRef remembered = holders.getIfPresent(username);
        if (remembered != null) {
            Optional<ProfileRecord> record = record(remembered);
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
        return store.read(ConnectionsKeys.profile(userId), ProfileCommits.PROFILE)
                .map(Versioned::value);
    }

    private static boolean holds(ProfileRecord record, Username username) {
        return record.naming()
                .held()
                .filter(held -> held.name().equals(username.value()))
                .isPresent();
    }
}

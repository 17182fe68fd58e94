package galaxy.connections.store;

import galaxy.chassis.store.BucketStore;
import galaxy.chassis.store.Claims;
import galaxy.chassis.store.Names;
import galaxy.chassis.store.Naming;
import galaxy.chassis.store.Versioned;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.ProfileStore;
import galaxy.connections.profile.Username;
import galaxy.connections.profile.Wanted;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.kernel.Written;
import java.util.Optional;

/** Profiles in the bucket store. */
final class RedisProfiles implements ProfileStore {
    private final BucketStore store;
    private final ProfileCommits commits;
    private final Claims claims;
    private final Names<ProfileRecord> names;

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
    public Written write(Seen seen, Profile next, Cause cause) {
        Found found = (Found) seen;
        return store.send(commits.changed(found.userId(), found.record(), found.naming(), next, cause));
    }

    @Override
    public Named name(Seen seen, Username username, Wanted wanted, Cause cause) {
        Found found = (Found) seen;
        Naming.Pending pending = commits.pending(username, new NameCause(cause, wanted.details()));
        Written decided = store.send(commits.decided(found.userId(), found.record(), pending));
        if (decided != Written.DONE) {
            return new Named(decided, Optional.empty());
        }
        settle(found.userId());
        String receipt = ConnectionsKeys.receipt(found.userId(), pending.token());
        return new Named(
                Written.DONE, store.read(receipt, ProfileCommits.RECEIPT).map(Versioned::value));
    }

    @Override
    public void settle(UserRef userId) {
        names.settle(userId.encoded());
    }

    @Override
    public Optional<Profile> holder(Username username) {
        return claims.find(username.value())
                .flatMap(claim -> commits.read(claim.owner())
                        .filter(owner -> owner.value().naming().backs(claim.token())))
                .flatMap(owner -> owner.value().profile());
    }
}

package galaxy.connections.store;

import galaxy.connections.profile.Profile;
import galaxy.connections.profile.ProfileChange;
import galaxy.connections.profile.ProfileOutcome;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.kernel.Cause;
import galaxy.store.BucketStore;
import galaxy.store.Commit;
import galaxy.store.NameOwners;
import galaxy.store.Naming;
import galaxy.store.ServiceStore;
import galaxy.store.Version;
import galaxy.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The commits on profiles, and the profile's side of the names protocol. */
final class ProfileCommits implements NameOwners<ProfileRecord> {
    /** How long a pending username is left to the request that decided it. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Far longer than a request waits for it. */
    private static final Duration OUTCOME_LIFE = Duration.ofMinutes(1);

    private final BucketStore store;
    private final ConnectionsEvents events;
    private final InstantSource clock;
    private final RandomGenerator random;

    ProfileCommits(ServiceStore store, ConnectionsEvents events) {
        this.store = store.records();
        this.events = events;
        this.clock = store.clock();
        this.random = store.random();
    }

    /** The member of {@code due} for a user. */
    static String due(UserRef user) {
        return "profile " + user.encoded();
    }

    /** The profile becomes another one. */
    Commit changed(UserRef userId, Optional<Versioned<ProfileRecord>> seen, Naming naming, Profile next, Cause cause) {
        Optional<Instant> decidedAt = seen.flatMap(known -> known.value().decidedAt());
        ProfileRecord after =
                new ProfileRecord(userId, Optional.of(next), naming, naming.isSettled() ? Optional.empty() : decidedAt);
        boolean isFirst = seen.flatMap(known -> known.value().profile()).isEmpty();
        return put(userId, seen, after)
                .emit(events.profile(
                        isFirst ? ConnectionsEvents.Operation.INITIALIZED : ConnectionsEvents.Operation.UPDATED,
                        next,
                        sequence(seen),
                        cause));
    }

    /** A username is decided. */
    Commit decided(UserRef userId, Optional<Versioned<ProfileRecord>> seen, Naming.Pending pending) {
        ProfileRecord before = seen.map(Versioned::value).orElseGet(() -> ProfileRecord.nothing(userId));
        ProfileRecord after =
                new ProfileRecord(userId, before.profile(), before.naming().intend(pending), Optional.of(now()));
        return put(userId, seen, after);
    }

    /** The pending form of a username that is decided now. */
    Naming.Pending pending(Username username, NameCause cause) {
        return Naming.Pending.of(List.of(username.value()), Long.toString(now().toEpochMilli()), cause.text(), random);
    }

    @Override
    public Optional<Versioned<ProfileRecord>> read(String owner) {
        return store.read(ConnectionsKeys.profile(UserRef.decode(owner)), ProfileFormat.PROFILE);
    }

    @Override
    public Naming naming(ProfileRecord owner) {
        return owner.naming();
    }

    @Override
    public Commit unchanged(String owner, Optional<Version> seen) {
        return unchanged(UserRef.decode(owner), seen);
    }

    Commit unchanged(UserRef userId, Optional<Version> seen) {
        return store.commit(ConnectionsKeys.bucket(userId)).check(ConnectionsKeys.profile(userId), seen);
    }

    /** The one key of a username is its canonical form. */
    @Override
    public String policy() {
        return "username-1";
    }

    @Override
    public Optional<Naming.Pending> redraw(ProfileRecord owner) {
        return Optional.empty();
    }

    @Override
    public Commit commitTaken(String owner, Versioned<ProfileRecord> seen, Naming after) {
        ProfileRecord before = seen.value();
        Naming.Pending pending = before.naming().pending().orElseThrow();
        NameCause cause = NameCause.parse(pending.cause());
        ProfileChange change =
                new ProfileChange(Optional.of(Username.of(pending.names().getFirst())), cause.details());
        Profile next = Profile.set(before.profile(), before.userId(), change, now());
        Commit commit = changed(before.userId(), Optional.of(seen), after, next, cause.cause());
        return lease(commit, before.userId(), pending, new ProfileOutcome.Done(next));
    }

    @Override
    public Commit commitGivenUp(String owner, Versioned<ProfileRecord> seen, Naming after) {
        ProfileRecord before = seen.value();
        Naming.Pending pending = before.naming().pending().orElseThrow();
        Commit commit = put(before.userId(), Optional.of(seen), before.with(after));
        return lease(commit, before.userId(), pending, new ProfileOutcome.UsernameTaken());
    }

    @Override
    public Commit commitQuietly(String owner, Versioned<ProfileRecord> seen, Naming after) {
        return put(seen.value().userId(), Optional.of(seen), seen.value().with(after));
    }

    /** Tokens are used once, so that no outcome is stored under this one yet. */
    private static Commit lease(Commit commit, UserRef userId, Naming.Pending pending, ProfileOutcome outcome) {
        String key = ConnectionsKeys.outcome(userId, pending.token());
        return commit.lease(key, Optional.empty(), ProfileFormat.OUTCOME, Optional.of(outcome), OUTCOME_LIFE);
    }

    private Commit put(UserRef userId, Optional<Versioned<ProfileRecord>> seen, ProfileRecord after) {
        Commit commit = store.commit(ConnectionsKeys.bucket(userId))
                .putOver(ConnectionsKeys.profile(userId), seen, ProfileFormat.PROFILE, after);
        Optional<Instant> due = due(after);
        return due.equals(seen.flatMap(known -> due(known.value()))) ? commit : commit.due(due(userId), due);
    }

    private static Optional<Instant> due(ProfileRecord record) {
        return record.naming().isSettled()
                ? Optional.empty()
                : record.decidedAt().map(decided -> decided.plus(GRACE));
    }

    private static long sequence(Optional<Versioned<ProfileRecord>> seen) {
        return seen.map(known -> known.version().number()).orElse(0L) + 1;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

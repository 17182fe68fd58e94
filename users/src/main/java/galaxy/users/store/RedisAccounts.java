package galaxy.users.store;

import galaxy.kernel.Cause;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.store.BucketStore;
import galaxy.store.Claims;
import galaxy.store.Commit;
import galaxy.store.Format;
import galaxy.store.HistoryReads;
import galaxy.store.Names;
import galaxy.store.Naming;
import galaxy.store.RecentlyRead;
import galaxy.store.ServiceStore;
import galaxy.store.Version;
import galaxy.store.Versioned;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore;
import galaxy.users.account.Decision;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Outcome;
import galaxy.users.account.RecordedResult;
import galaxy.users.account.RequestKey;
import galaxy.users.account.Sanction;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Accounts in the bucket store. */
final class RedisAccounts implements AccountStore {
    /** Of some pages: those of the newest users are read most. */
    private static final int RECENTLY_READ = 2000;

    private final Format<AccountRecord> recentlyRead = new RecentlyRead<>(AccountCommits.ACCOUNT, RECENTLY_READ);
    private final BucketStore store;
    private final HistoryReads histories;
    private final InstantSource clock;
    private final UserKeys keys;
    private final AccountCommits commits;
    private final Names<AccountRecord> names;

    RedisAccounts(ServiceStore store, UserKeys keys, AccountCommits commits, Names<AccountRecord> names) {
        this.store = store.records();
        this.histories = new HistoryReads(store.records());
        this.clock = store.clock();
        this.keys = keys;
        this.commits = commits;
        this.names = names;
    }

    /** @param record as it was written, unless that is not known */
    record Creation(UserId userId, Optional<Versioned<AccountRecord>> record) implements Begun {}

    /**
     * @param account of the record, its sanctions counted
     * @param result the version of the expired result that a new one replaces
     * @param isOutdated as {@link AccountSnapshot#isOutdated} says
     */
    record Snapshot(Versioned<AccountRecord> record, Account account, Optional<Version> result, boolean isOutdated)
            implements AccountSnapshot {
        private Snapshot counted(List<Sanction> ended) {
            return new Snapshot(record, account.counted(ended), result, isOutdated);
        }

        @Override
        public boolean isUnsettled() {
            return !record.value().naming().isSettled();
        }

        private UserId userId() {
            return account.userId();
        }
    }

    @Override
    public Optional<AccountSnapshot> read(UserId userId) {
        return counted(snapshot(store.read(keys.account(userId), AccountCommits.ACCOUNT), Optional.empty()));
    }

    @Override
    public Optional<WithSanctions> readWithSanctions(UserId userId) {
        var read = histories.withRecord(
                keys.account(userId), AccountCommits.ACCOUNT, keys.sanctions(userId), HistoryFormats.SANCTIONS);
        return snapshot(read.record(), Optional.empty())
                .map(snapshot -> new WithSanctions(snapshot.counted(read.history()), read.history()));
    }

    /** Reads the history only of one that an earlier version wrote. */
    private Optional<AccountSnapshot> counted(Optional<Snapshot> read) {
        return read.map(
                snapshot -> isCounted(snapshot) ? snapshot : snapshot.counted(endedSanctions(snapshot.userId())));
    }

    private static boolean isCounted(Snapshot snapshot) {
        return snapshot.account().sanctionCount().isPresent();
    }

    private Outcome.Final counted(Outcome.Final outcome, UserId userId) {
        return outcome instanceof Outcome.Done(Account account)
                        && account.sanctionCount().isEmpty()
                ? new Outcome.Done(account.counted(allSanctions(userId)))
                : outcome;
    }

    /** What is in force, read first, and what is not; some perhaps twice. */
    private List<Sanction> allSanctions(UserId userId) {
        List<Sanction> inForce =
                read(userId).map(snapshot -> snapshot.account().sanctions()).orElse(List.of());
        return Stream.concat(inForce.stream(), endedSanctions(userId).stream()).toList();
    }

    @Override
    public List<AccountSnapshot> readAll(List<UserId> userIds) {
        List<String> accounts = userIds.stream().map(keys::account).toList();
        List<Snapshot> found = store.readAll(accounts, recentlyRead).stream()
                .flatMap(record -> snapshot(Optional.of(record), Optional.empty()).stream())
                .toList();
        List<UserId> uncounted = found.stream()
                .filter(snapshot -> !isCounted(snapshot))
                .map(Snapshot::userId)
                .toList();
        if (uncounted.isEmpty()) {
            return List.copyOf(found);
        }
        Iterator<List<Sanction>> ended = histories
                .all(uncounted.stream().map(keys::sanctions).toList(), HistoryFormats.SANCTIONS)
                .iterator();
        List<AccountSnapshot> counted = new ArrayList<>(found.size());
        found.forEach(snapshot -> counted.add(isCounted(snapshot) ? snapshot : snapshot.counted(ended.next())));
        return counted;
    }

    @Override
    public KeyedRead read(UserId userId, RequestKey key) {
        List<Optional<byte[]>> stored = store.readTogether(keys.account(userId), keys.result(userId, key));
        Optional<Versioned<RecordedResult>> result =
                BucketStore.versioned(keys.result(userId, key), stored.get(1), AccountCommits.RESULT);
        return new KeyedRead(
                counted(snapshot(
                        BucketStore.versioned(keys.account(userId), stored.get(0), AccountCommits.ACCOUNT),
                        result.map(Versioned::version))),
                result.map(Versioned::value)
                        .filter(known -> known.isRetainedAt(clock.instant()))
                        .map(known -> new RecordedResult(known.key(), counted(known.outcome(), userId), known.at())));
    }

    @Override
    public WriteResult write(
            AccountSnapshot snapshot, Decision.Changed changed, Cause cause, Optional<RecordedResult> result) {
        Snapshot seen = (Snapshot) snapshot;
        Commit commit = commits.changed(seen.record(), seen.record().value().naming(), changed, cause);
        result.ifPresent(known -> commits.recordResult(commit, seen.userId(), known, seen.result()));
        return store.send(commit);
    }

    @Override
    public void writeTogether(List<Repair> repairs, Cause cause) {
        var _ = store.sendAll(repairs.stream()
                .map(repair -> {
                    Versioned<AccountRecord> seen = ((Snapshot) repair.snapshot()).record();
                    return commits.changed(seen, seen.value().naming(), repair.changed(), cause);
                })
                .toList());
    }

    @Override
    public WriteResult reindex(AccountSnapshot snapshot) {
        return commits.reindexed(((Snapshot) snapshot).record(), false)
                .map(store::send)
                .orElse(WriteResult.DONE);
    }

    @Override
    public WriteResult recordResult(AccountSnapshot snapshot, RecordedResult result) {
        Snapshot seen = (Snapshot) snapshot;
        Commit commit = unchanged(seen);
        commits.recordResult(commit, seen.userId(), result, seen.result());
        return store.send(commit);
    }

    @Override
    public WriteResult confirm(AccountSnapshot snapshot, Optional<RequestKey> key) {
        Snapshot seen = (Snapshot) snapshot;
        Commit checks = unchanged(seen);
        key.ifPresent(known -> checks.check(keys.result(seen.userId(), known), seen.result()));
        return store.confirm(checks);
    }

    @Override
    public RenameResult rename(
            AccountSnapshot snapshot,
            RaceName name,
            List<CanonicalKey> nameKeys,
            Cause cause,
            Optional<RequestKey> recordUnder) {
        Snapshot seen = (Snapshot) snapshot;
        Naming naming = seen.record().value().naming();
        names.requireAllKeys();
        RequestKey resultKey = recordUnder.orElseGet(commits::freshKey);
        Naming.Pending pending = commits.names().pending(name, nameKeys, new NameCause(cause, Optional.of(resultKey)));
        WriteResult started = store.send(commits.naming(seen.record(), naming.intend(pending)));
        if (started != WriteResult.DONE) {
            return new RenameResult(started, Optional.empty());
        }
        names.settle(seen.userId().value());
        String result = keys.result(seen.userId(), resultKey);
        return store.read(result, AccountCommits.RESULT)
                .filter(known -> isConfirmed(seen.userId(), result, known.version()))
                .map(known -> new RenameResult(
                        WriteResult.DONE, Optional.of(counted(known.value().outcome(), seen.userId()))))
                .orElseGet(() -> new RenameResult(WriteResult.CONFLICT_OR_DONE, Optional.empty()));
    }

    private boolean isConfirmed(UserId userId, String key, Version version) {
        return store.confirm(store.commit(keys.bucket(userId)).check(key, Optional.of(version))) == WriteResult.DONE;
    }

    @Override
    public void settle(UserId userId) {
        names.settle(userId.value());
    }

    @Override
    public void settle(Begun creation) {
        names.settle(creation.userId().value(), ((Creation) creation).record());
    }

    @Override
    public List<UserId> holders(CanonicalKey key) {
        return owners(key)
                .map(owner -> owner.value().account().userId())
                .distinct()
                .toList();
    }

    @Override
    public List<AccountSnapshot> readHolders(CanonicalKey key) {
        return owners(key)
                .flatMap(owner -> counted(snapshot(Optional.of(owner), Optional.empty())).stream())
                .toList();
    }

    private Stream<Versioned<AccountRecord>> owners(CanonicalKey key) {
        String name = NameKeys.of(key);
        Stream<String> claimed = isRekeying() ? Stream.of(NameKeys.earlier(name), name) : Stream.of(name);
        return claimed.flatMap(this::owners);
    }

    private Stream<Versioned<AccountRecord>> owners(String name) {
        return names.find(name).map(Claims.Claim::each).orElse(List.of()).stream()
                .flatMap(claim -> store
                        .read(keys.account(UserId.of(claim.owner())), AccountCommits.ACCOUNT)
                        .filter(owner -> owner.value().naming().backs(name, claim.token()))
                        .stream());
    }

    @Override
    public boolean isRekeying() {
        return names.isRekeying();
    }

    @Override
    public List<EntitlementPeriod> periods(UserId userId) {
        return store.history(keys.periods(userId), HistoryFormats.PERIODS);
    }

    @Override
    public List<Sanction> endedSanctions(UserId userId) {
        return store.history(keys.sanctions(userId), HistoryFormats.SANCTIONS);
    }

    @Override
    public List<LimitOverride> endedLimits(UserId userId) {
        return store.history(keys.limits(userId), HistoryFormats.LIMITS);
    }

    private Commit unchanged(Snapshot seen) {
        return store.commit(keys.bucket(seen.userId()))
                .check(keys.account(seen.userId()), Optional.of(seen.record().version()));
    }

    private Optional<Snapshot> snapshot(Optional<Versioned<AccountRecord>> stored, Optional<Version> result) {
        return snapshot(commits, stored, result);
    }

    /** Of a record that readers see, its sanctions perhaps not counted. */
    static Optional<Snapshot> snapshot(
            AccountCommits commits, Optional<Versioned<AccountRecord>> stored, Optional<Version> result) {
        return stored.filter(record -> record.value().isVisible())
                .map(record ->
                        new Snapshot(record, record.value().account(), result, commits.isOutdated(record.value())));
    }
}

package galaxy.users.store;

import galaxy.kernel.Cause;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.UserId;
import galaxy.store.Bucket;
import galaxy.store.BucketStore;
import galaxy.store.Commit;
import galaxy.store.EventFactory;
import galaxy.store.Format;
import galaxy.store.NameOwners;
import galaxy.store.Naming;
import galaxy.store.ServiceStore;
import galaxy.store.Version;
import galaxy.store.Versioned;
import galaxy.users.account.Account;
import galaxy.users.account.Decision;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.HistoryEntry;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Outcome;
import galaxy.users.account.RecordedResult;
import galaxy.users.account.Refusal;
import galaxy.users.account.RequestKey;
import galaxy.users.account.Sanction;
import galaxy.users.account.Timeline;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The commits on accounts, each of which is atomic. Also the account's side of the names protocol. */
final class AccountCommits implements NameOwners<AccountRecord> {
    static final Format<AccountRecord> ACCOUNT = new AccountFormat();
    static final Format<SubjectFormat.Subject> SUBJECT = new SubjectFormat();
    static final Format<RecordedResult> RESULT = new RecordedResultFormat();

    /** How long the sweeper leaves a pending name to the caller that started it. */
    private static final Duration NAME_GRACE = Duration.ofSeconds(2);

    /** Far longer than a request waits for its change of name. */
    private static final Duration UNKEYED_RETENTION = Duration.ofMinutes(1);

    /** The version of a record that was written once. */
    private static final long FIRST = 1;

    private final BucketStore store;
    private final EventFactory events;
    private final UserKeys keys;
    private final AccountIndexes indexes;
    private final RaceNames names;
    private final InstantSource clock;
    private final RandomGenerator random;

    AccountCommits(ServiceStore store, UserKeys keys, LimitCatalogue catalogue, RaceNamePolicy policy) {
        this.store = store.records();
        this.events = store.events();
        this.keys = keys;
        this.indexes = new AccountIndexes(keys, catalogue, store.layouts());
        this.names = new RaceNames(policy, store.clock(), store.random());
        this.clock = store.clock();
        this.random = store.random();
    }

    /** Writes a new account with its first name, which the same commit has to take. */
    Commit created(Account account, Naming.Pending name, Cause cause) {
        AccountRecord before = new AccountRecord(account, Naming.NONE, Optional.empty());
        AccountRecord after = indexes.now(account, Naming.inForce(name));
        Commit commit = putNew(after);
        indexes.write(commit, before, after, true);
        AccountEvents.of(events, initial(account), FIRST, cause).forEach(commit::emit);
        return commit;
    }

    /** Writes a new account whose name is still to be claimed. */
    Commit begun(Account account, Naming.Pending name) {
        return putNew(new AccountRecord(account, Naming.NONE.intend(name), Optional.empty()));
    }

    private Commit putNew(AccountRecord record) {
        UserId userId = record.account().userId();
        Commit commit = store.commit(keys.bucket(userId)).put(keys.account(userId), Optional.empty(), ACCOUNT, record);
        due(record).ifPresent(at -> commit.due(userId.value(), Optional.of(at)));
        return commit;
    }

    /** Changes an account: record, history, indexes, due time and events. */
    Commit changed(Versioned<AccountRecord> seen, Naming naming, Decision.Changed changed, Cause cause) {
        Account account = changed.next();
        UserId userId = account.userId();
        AccountRecord before = seen.value();
        AccountRecord after = indexes.now(account, naming);
        Commit commit = put(seen, after, indexes.isHere(before));
        for (HistoryEntry entry : changed.history()) {
            switch (entry) {
                case EntitlementPeriod period -> commit.append(keys.periods(userId), HistoryFormats.PERIODS, period);
                case Sanction sanction ->
                    commit.append(
                            keys.sanctions(userId),
                            HistoryFormats.SANCTIONS,
                            sanction,
                            seen,
                            "sanctions",
                            sanction.seq());
                case LimitOverride limit ->
                    commit.append(keys.limits(userId), HistoryFormats.LIMITS, limit, seen, "limits", limit.seq());
            }
        }
        indexes.write(commit, before, after, indexes.isHere(before));
        long sequence = seen.version().number() + 1;
        AccountEvents.of(events, changed, sequence, cause).forEach(commit::emit);
        return commit;
    }

    /**
     * Brings only the indexes in line with the rules of now.
     *
     * @param always also if the record says that they are; else empty then
     */
    Optional<Commit> reindexed(Versioned<AccountRecord> seen, boolean always) {
        AccountRecord before = seen.value();
        if (!before.isVisible() || (!always && indexes.isByRulesOfNow(before))) {
            return Optional.empty();
        }
        AccountRecord after = indexes.now(before.account(), before.naming());
        boolean isHere = !always && indexes.isHere(before);
        Commit commit = put(seen, after, isHere);
        indexes.write(commit, before, after, isHere);
        return Optional.of(commit);
    }

    /** Whether it is indexed by other rules than it should be. */
    boolean isOutdated(AccountRecord record) {
        return indexes.isOutdated(record);
    }

    /** Changes only the state of the name. */
    Commit naming(Versioned<AccountRecord> seen, Naming naming) {
        AccountRecord before = seen.value();
        return put(seen, new AccountRecord(before.account(), naming, before.indexed()), indexes.isHere(before));
    }

    RaceNames names() {
        return names;
    }

    @Override
    public String policy() {
        return names.policy();
    }

    @Override
    public Optional<Bucket> bucketOf(String name) {
        return NameKeys.bucketOf(name);
    }

    @Override
    public List<String> earlierKeys(Naming.Pending pending) {
        return names.earlierKeys(pending);
    }

    @Override
    public boolean isPendingOutdated(AccountRecord owner) {
        return owner.naming().pending().filter(names::isOutdated).isPresent();
    }

    @Override
    public Optional<Naming.Pending> rekeyed(AccountRecord owner) {
        return owner.isVisible() ? names.rekeyed(owner.account().raceName(), owner.naming()) : Optional.empty();
    }

    /** A fresh key, under which a change of name without an idempotency key records its result. */
    RequestKey freshKey() {
        return new RequestKey("", IdempotencyKey.of(Naming.freshToken(random)), "");
    }

    /** Records a result, over an expired one. */
    void recordResult(Commit commit, UserId userId, RecordedResult result, Optional<Version> seen) {
        boolean isUnkeyed = result.key().fingerprint().isEmpty();
        commit.lease(
                keys.result(userId, result.key()),
                seen,
                RESULT,
                result,
                isUnkeyed ? UNKEYED_RETENTION : RecordedResult.RETENTION);
    }

    /** When the record has to be repaired: when it changes by itself, or to complete a change of name. */
    Optional<Instant> due(AccountRecord record) {
        Optional<Instant> change = Timeline.nextChange(record.account());
        Naming naming = record.naming();
        if (naming.isSettled()) {
            return change;
        }
        Instant begun = naming.pending()
                .map(pending -> NameClaim.parse(pending.details()).claimedAt())
                .orElse(record.account().updatedAt());
        return Stream.concat(change.stream(), Stream.of(begun.plus(NAME_GRACE))).min(Instant::compareTo);
    }

    @Override
    public Optional<Versioned<AccountRecord>> read(String owner) {
        return store.read(keys.account(UserId.of(owner)), ACCOUNT);
    }

    @Override
    public Map<String, Versioned<AccountRecord>> readAll(List<String> owners) {
        return store.readAll(owners, owner -> keys.account(UserId.of(owner)), ACCOUNT);
    }

    @Override
    public Naming naming(AccountRecord owner) {
        return owner.naming();
    }

    @Override
    public Commit unchanged(String owner, Optional<Version> seen) {
        UserId userId = UserId.of(owner);
        return store.commit(keys.bucket(userId)).check(keys.account(userId), seen);
    }

    @Override
    public Optional<Naming.Pending> redraw(AccountRecord owner) {
        if (owner.isVisible()) {
            return Optional.empty();
        }
        return Optional.of(names.drawn(
                keys.bucket(owner.account().userId()).number(),
                NameCause.parse(owner.naming().pending().orElseThrow().cause())));
    }

    @Override
    public Commit commitTaken(String owner, Versioned<AccountRecord> seen, Naming after) {
        Naming.Pending pending = seen.value().naming().pending().orElseThrow();
        RaceName name = NameClaim.parse(pending.details()).raceName();
        NameCause cause = NameCause.parse(pending.cause());
        Instant now = clock.instant();
        Account account = seen.value().account();
        Decision.Changed changed =
                seen.value().isVisible() ? new Decision.Renames(name).take(account, now) : created(account, name);
        Commit commit = changed(seen, after, changed, cause.cause());
        recordResult(commit, account.userId(), cause, new Outcome.Done(changed.next()), now);
        return commit;
    }

    @Override
    public Commit commitGivenUp(String owner, Versioned<AccountRecord> seen, Naming after) {
        NameCause cause =
                NameCause.parse(seen.value().naming().pending().orElseThrow().cause());
        Commit commit = naming(seen, after);
        UserId userId = seen.value().account().userId();
        recordResult(commit, userId, cause, new Outcome.Refused(Refusal.Conflict.NAME_TAKEN), clock.instant());
        return commit;
    }

    @Override
    public Commit commitQuietly(String owner, Versioned<AccountRecord> seen, Naming after) {
        return naming(seen, after);
    }

    private void recordResult(Commit commit, UserId userId, NameCause cause, Outcome.Final outcome, Instant now) {
        cause.recordUnder().ifPresent(key -> {
            Optional<Version> expired =
                    store.read(keys.result(userId, key), RESULT).map(Versioned::version);
            recordResult(commit, userId, new RecordedResult(key, outcome, now), expired);
        });
    }

    private static Decision.Changed created(Account account, RaceName name) {
        return initial(Account.created(
                account.userId(),
                account.email(),
                name,
                account.preferredLanguage(),
                account.timeZone(),
                account.createdAt()));
    }

    private static Decision.Changed initial(Account created) {
        return new Decision.Changed(created.createdAt(), created, created.initialChanges(), List.of());
    }

    private Commit put(Versioned<AccountRecord> seen, AccountRecord after, boolean isHere) {
        UserId userId = after.account().userId();
        Commit commit = store.commit(keys.bucket(userId)).replace(keys.account(userId), seen, ACCOUNT, after);
        Optional<Instant> due = due(after);
        return isHere && due.equals(due(seen.value())) ? commit : commit.due(userId.value(), due);
    }
}

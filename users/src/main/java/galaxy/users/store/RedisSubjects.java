package galaxy.users.store;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.store.Bucket;
import galaxy.store.BucketStore;
import galaxy.store.Commit;
import galaxy.store.FirstNames;
import galaxy.store.FittedId;
import galaxy.store.Format;
import galaxy.store.LinkedRead;
import galaxy.store.Naming;
import galaxy.store.ServiceStore;
import galaxy.store.Version;
import galaxy.store.Versioned;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.AccountStore.Begun;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.RecordedBlock;
import galaxy.users.account.RecordedResult;
import galaxy.users.account.RequestKey;
import galaxy.users.registration.NewUser;
import galaxy.users.registration.SubjectStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** E-mail subjects in the bucket store, each in one bucket with its user. */
final class RedisSubjects implements SubjectStore {
    static final Format<RecordedBlock> RESULT = new RecordedBlockFormat();

    private final BucketStore store;
    private final LinkedRead<SubjectFormat.Subject> withUser;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final UserKeys keys;
    private final AccountCommits commits;
    private final FirstNames<AccountRecord> firstNames;

    RedisSubjects(ServiceStore store, UserKeys keys, AccountCommits commits, FirstNames<AccountRecord> firstNames) {
        this.store = store.records();
        this.withUser = new LinkedRead<>(
                this.store,
                AccountCommits.SUBJECT,
                "id",
                UserKeys.ACCOUNT,
                subject -> subject.userId().stream().map(UserId::value).toList());
        this.random = store.random();
        this.clock = store.clock();
        this.keys = keys;
        this.commits = commits;
        this.firstNames = firstNames;
    }

    /**
     * @param result where the result of an idempotency key was looked for, and which one there was
     */
    private record Snapshot(
            EmailAddress email, Optional<Versioned<SubjectFormat.Subject>> record, Optional<SeenResult> result)
            implements SubjectSnapshot {
        @Override
        public Optional<UserId> userId() {
            return record.flatMap(known -> known.value().userId());
        }

        @Override
        public Optional<EmailBlock> block() {
            return record.flatMap(known -> known.value().block());
        }
    }

    private record SeenResult(String key, Optional<Version> version) {}

    @Override
    public SubjectSnapshot read(EmailAddress email) {
        return new Snapshot(email, store.read(keys.subject(email), AccountCommits.SUBJECT), Optional.empty());
    }

    @Override
    public int placeOf(EmailAddress email) {
        return keys.bucket(email).number();
    }

    @Override
    public SubjectWithUser readWithUser(EmailAddress email) {
        var found = withUser.read(keys.bucket(email), keys.subject(email));
        Snapshot subject = new Snapshot(email, found.record(), Optional.empty());
        Optional<Versioned<AccountRecord>> account =
                subject.userId().flatMap(userId -> found.other(keys.account(userId), AccountCommits.ACCOUNT));
        return new SubjectWithUser(
                subject,
                RedisAccounts.snapshot(commits, account, Optional.empty()).map(known -> known));
    }

    @Override
    public KeyedSubject read(EmailAddress email, RequestKey key) {
        String resultKey = keys.result(email, key);
        List<Optional<byte[]>> stored = store.readTogether(keys.subject(email), resultKey);
        Optional<Versioned<RecordedBlock>> result = BucketStore.versioned(resultKey, stored.get(1), RESULT);
        Snapshot snapshot = new Snapshot(
                email,
                BucketStore.versioned(keys.subject(email), stored.get(0), AccountCommits.SUBJECT),
                Optional.of(new SeenResult(resultKey, result.map(Versioned::version))));
        return new KeyedSubject(
                snapshot, result.map(Versioned::value).filter(known -> known.isRetainedAt(clock.instant())));
    }

    @Override
    public WriteResult confirm(SubjectSnapshot subject) {
        Commit checks = unchanged(subject);
        ((Snapshot) subject).result().ifPresent(seen -> checks.check(seen.key(), seen.version()));
        return store.confirm(checks);
    }

    private Commit unchanged(SubjectSnapshot subject) {
        return store.commit(keys.bucket(subject.email()))
                .check(
                        keys.subject(subject.email()),
                        ((Snapshot) subject).record().map(Versioned::version));
    }

    @Override
    public WriteResult recordResult(SubjectSnapshot subject, RecordedBlock result) {
        return store.send(record(unchanged(subject), subject, Optional.of(result)));
    }

    @Override
    public String blockId(EmailAddress email, EmailBlock block) {
        return keys.blockId(email, block);
    }

    @Override
    public Optional<Begun> create(SubjectSnapshot subject, NewUser user, Cause cause) {
        Bucket bucket = keys.bucket(subject.email());
        UserId userId = UserId.of(FittedId.draw(UserId.PREFIX, bucket, random));
        Account account = user.account(userId, subject.email());
        Naming.Pending name =
                commits.names().pending(user.raceName(), user.keys(), new NameCause(cause, Optional.empty()));
        if (firstNames.isOfAnother(userId.value(), name)) {
            return Optional.empty();
        }
        Commit commit = firstNames.areIn(bucket, name)
                ? firstNames.takeIn(commits.created(account, name, cause), userId.value(), name)
                : commits.begun(account, name);
        return switch (store.send(put(commit, subject, Optional.of(userId), Optional.empty()))) {
            case DONE ->
                Optional.of(new RedisAccounts.Creation(userId, Optional.of(commit.written(keys.account(userId)))));
            case CONFLICT -> Optional.empty();
            case CONFLICT_OR_DONE ->
                read(subject.email())
                        .userId()
                        .filter(userId::equals)
                        .map(known -> new RedisAccounts.Creation(known, Optional.empty()));
        };
    }

    @Override
    public WriteResult writeBlock(SubjectSnapshot subject, Optional<EmailBlock> block, Optional<RecordedBlock> result) {
        Commit commit = put(store.commit(keys.bucket(subject.email())), subject, subject.userId(), block);
        return store.send(record(commit, subject, result));
    }

    @Override
    public WriteResult writeBlock(
            SubjectSnapshot subject,
            AccountSnapshot user,
            Decision.Changed changed,
            Cause cause,
            Optional<RecordedBlock> result) {
        var seen = ((RedisAccounts.Snapshot) user).record();
        Commit commit = commits.changed(seen, seen.value().naming(), changed, cause);
        put(commit, subject, subject.userId(), changed.next().emailBlock());
        return store.send(record(commit, subject, result));
    }

    private static Commit record(Commit commit, SubjectSnapshot subject, Optional<RecordedBlock> result) {
        result.ifPresent(known -> {
            SeenResult seen = ((Snapshot) subject).result().orElseThrow();
            commit.lease(seen.key(), seen.version(), RESULT, known, RecordedResult.RETENTION);
        });
        return commit;
    }

    private Commit put(Commit commit, SubjectSnapshot subject, Optional<UserId> userId, Optional<EmailBlock> block) {
        EmailAddress email = subject.email();
        String blocks = keys.blocks(commit.shard());
        subject.block()
                .filter(before ->
                        block.stream().noneMatch(after -> after.blockedAt().equals(before.blockedAt())))
                .ifPresent(before -> commit.unindex(blocks, keys.blockMember(email, before)));
        block.ifPresent(after -> commit.index(blocks, keys.blockMember(email, after)));
        Optional<Instant> end = block.flatMap(EmailBlock::expiresAt);
        if (end.isPresent() || subject.block().flatMap(EmailBlock::expiresAt).isPresent()) {
            commit.due(email.value(), end);
        }
        return commit.putOver(
                keys.subject(email),
                ((Snapshot) subject).record(),
                AccountCommits.SUBJECT,
                new SubjectFormat.Subject(userId, block));
    }
}

package galaxy.users.store;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.store.Bucket;
import galaxy.store.BucketStore;
import galaxy.store.Claims;
import galaxy.store.Commit;
import galaxy.store.Names;
import galaxy.store.Naming;
import galaxy.store.ServiceStore;
import galaxy.store.Version;
import galaxy.store.Versioned;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.IdempotencyKey;
import galaxy.users.account.NewUser;
import galaxy.users.account.Past;
import galaxy.users.account.RecordedResult;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Accounts and e-mail subjects in the bucket store. */
public final class RedisAccounts implements AccountStore {
    private final BucketStore store;
    private final UserKeys keys;
    private final AccountCommits commits;
    private final Claims claims;
    private final Names<AccountRecord> names;
    private final InstantSource clock;
    private final RandomGenerator random;

    RedisAccounts(ServiceStore store, UserKeys keys, AccountCommits commits, Names<AccountRecord> names) {
        this.store = store.records();
        this.keys = keys;
        this.commits = commits;
        this.claims = store.claims();
        this.names = names;
        this.clock = store.clock();
        this.random = store.random();
    }

    /** @param answered the version of an answer that is no longer remembered, to be written over */
    private record Found(Versioned<AccountRecord> record, Optional<Version> answered) implements Seen {
        @Override
        public Account account() {
            return record.value().account();
        }

        @Override
        public boolean isUnsettled() {
            return !record.value().naming().isSettled();
        }
    }

    private record FoundSubject(Optional<Version> version, SubjectFormat.Subject subject) implements SeenSubject {
        @Override
        public Optional<UserId> userId() {
            return subject.userId();
        }

        @Override
        public Optional<EmailBlock> block() {
            return subject.block();
        }
    }

    @Override
    public Optional<Seen> read(UserId userId) {
        return found(store.read(keys.account(userId), AccountCommits.ACCOUNT), Optional.empty());
    }

    @Override
    public List<Account> readAll(List<UserId> userIds) {
        List<String> accounts = userIds.stream().map(keys::account).toList();
        return store.readAll(accounts, AccountCommits.ACCOUNT).stream()
                .flatMap(Optional::stream)
                .map(Versioned::value)
                .filter(AccountRecord::isVisible)
                .map(AccountRecord::account)
                .toList();
    }

    @Override
    public Recalled recall(UserId userId, IdempotencyKey key) {
        List<Optional<byte[]>> stored = store.readTogether(keys.account(userId), keys.answer(userId, key));
        Optional<Versioned<RecordedResult>> answer = BucketStore.versioned(stored.get(1), AccountCommits.ANSWER);
        Optional<Seen> seen =
                found(BucketStore.versioned(stored.get(0), AccountCommits.ACCOUNT), answer.map(Versioned::version));
        return new Recalled(seen, answer.map(Versioned::value).filter(known -> known.isAliveAt(clock.instant())));
    }

    @Override
    public WriteResult write(Seen seen, Decision.Changed changed, Cause cause, Optional<RecordedResult> answer) {
        Found found = (Found) seen;
        Commit commit = commits.changed(found.record(), found.record().value().naming(), changed, cause);
        answer.ifPresent(known -> commits.answer(commit, found.account().userId(), known, found.answered()));
        return store.send(commit);
    }

    @Override
    public WriteResult remember(Seen seen, RecordedResult answer) {
        Found found = (Found) seen;
        UserId userId = found.account().userId();
        Commit commit = store.commit(keys.bucket(userId))
                .check(keys.account(userId), Optional.of(found.record().version()));
        commits.answer(commit, userId, answer, found.answered());
        return store.send(commit);
    }

    @Override
    public WriteResult confirm(Seen seen, Optional<IdempotencyKey> key) {
        Found found = (Found) seen;
        UserId userId = found.account().userId();
        Commit checks = store.commit(keys.bucket(userId))
                .check(keys.account(userId), Optional.of(found.record().version()));
        key.ifPresent(known -> checks.check(keys.answer(userId, known), found.answered()));
        return store.confirm(checks);
    }

    @Override
    public WriteResult confirm(SeenSubject seen, EmailAddress email) {
        return store.confirm(
                store.commit(keys.bucket(email)).check(keys.subject(email), ((FoundSubject) seen).version()));
    }

    @Override
    public Renamed rename(Seen seen, RaceName name, CanonicalKey key, Cause cause, Optional<IdempotencyKey> answerTo) {
        Found found = (Found) seen;
        UserId userId = found.account().userId();
        IdempotencyKey receipt = answerTo.orElseGet(commits::receipt);
        Naming.Pending pending = commits.pending(name, key, new NameCause(cause, Optional.of(receipt)));
        WriteResult intended = store.send(
                commits.naming(found.record(), found.record().value().naming().intend(pending)));
        if (intended != WriteResult.DONE) {
            return new Renamed(intended, Optional.empty());
        }
        names.settle(userId.value());
        String told = keys.answer(userId, receipt);
        return store.read(told, AccountCommits.ANSWER)
                .filter(answer ->
                        store.confirm(store.commit(keys.bucket(userId)).check(told, Optional.of(answer.version())))
                                == WriteResult.DONE)
                .map(answer ->
                        new Renamed(WriteResult.DONE, Optional.of(answer.value().outcome())))
                .orElseGet(() -> new Renamed(WriteResult.CONFLICT_OR_DONE, Optional.empty()));
    }

    @Override
    public void settle(UserId userId) {
        names.settle(userId.value());
    }

    @Override
    public boolean isTaken(CanonicalKey key, UserId byOtherThan) {
        return holder(key).filter(holder -> !holder.equals(byOtherThan)).isPresent();
    }

    @Override
    public Optional<UserId> holder(CanonicalKey key) {
        return claims.find(key.value())
                .flatMap(claim -> store.read(keys.account(UserId.of(claim.owner())), AccountCommits.ACCOUNT)
                        .filter(owner -> owner.value().naming().backs(claim.token())))
                .map(owner -> owner.value().account().userId());
    }

    @Override
    public SeenSubject subject(EmailAddress email) {
        return foundSubject(email);
    }

    @Override
    public Optional<UserId> create(SeenSubject seen, EmailAddress email, NewUser user, Cause cause) {
        FoundSubject subject = (FoundSubject) seen;
        Bucket bucket = keys.bucket(email);
        UserId userId = draw(bucket);
        Naming.Pending pending = commits.pending(user.raceName(), user.key(), new NameCause(cause, Optional.empty()));
        AccountRecord record =
                new AccountRecord(user.account(userId, email), Naming.NONE.intend(pending), Optional.empty());
        Commit commit = store.commit(bucket)
                .put(
                        keys.subject(email),
                        subject.version(),
                        AccountCommits.SUBJECT,
                        new SubjectFormat.Subject(Optional.of(userId), Optional.empty()))
                .put(keys.account(userId), Optional.empty(), AccountCommits.ACCOUNT, record)
                .due(userId.value(), commits.due(record));
        return switch (store.send(commit)) {
            case DONE -> Optional.of(userId);
            case CONFLICT -> Optional.empty();
            case CONFLICT_OR_DONE -> foundSubject(email).userId().filter(userId::equals);
        };
    }

    @Override
    public WriteResult writeBlock(SeenSubject seen, EmailAddress email, Optional<EmailBlock> block) {
        FoundSubject subject = (FoundSubject) seen;
        return store.send(putSubject(store.commit(keys.bucket(email)), subject, email, block));
    }

    @Override
    public WriteResult writeBlock(SeenSubject seen, Seen user, Decision.Changed changed, Cause cause) {
        FoundSubject subject = (FoundSubject) seen;
        Found found = (Found) user;
        Commit commit = commits.changed(found.record(), found.record().value().naming(), changed, cause);
        return store.send(putSubject(
                commit, subject, changed.next().email(), changed.next().emailBlock()));
    }

    @Override
    public <P extends Past> List<P> history(UserId userId, Class<P> kind) {
        return store.history(keys.history(userId, kind), HistoryFormats.of(kind)).stream()
                .map(kind::cast)
                .toList();
    }

    private Commit putSubject(Commit commit, FoundSubject seen, EmailAddress email, Optional<EmailBlock> block) {
        return commit.put(
                keys.subject(email),
                seen.version(),
                AccountCommits.SUBJECT,
                new SubjectFormat.Subject(seen.userId(), block));
    }

    private FoundSubject foundSubject(EmailAddress email) {
        return store.read(keys.subject(email), AccountCommits.SUBJECT)
                .map(known -> new FoundSubject(Optional.of(known.version()), known.value()))
                .orElseGet(() -> new FoundSubject(Optional.empty(), SubjectFormat.Subject.UNKNOWN));
    }

    /** A fresh id whose bucket is that of the e-mail address, found after 256 tries on average. */
    private UserId draw(Bucket bucket) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        UserId userId = UserId.of(bytes);
        while (!keys.bucket(userId).equals(bucket)) {
            // The id stays as random as its other fourteen bytes make it, and a count is cheaper than a draw.
            if (++bytes[15] == 0) {
                bytes[14]++;
            }
            userId = UserId.of(bytes);
        }
        return userId;
    }

    private static Optional<Seen> found(Optional<Versioned<AccountRecord>> stored, Optional<Version> answered) {
        return stored.filter(record -> record.value().isVisible()).map(record -> new Found(record, answered));
    }
}

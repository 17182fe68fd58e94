package galaxy.users.store;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.store.Bucket;
import galaxy.store.BucketStore;
import galaxy.store.Commit;
import galaxy.store.Naming;
import galaxy.store.ServiceStore;
import galaxy.store.Versioned;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.registration.NewUser;
import galaxy.users.registration.SubjectStore;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** E-mail subjects in the bucket store, each in one bucket with its user. */
final class RedisSubjects implements SubjectStore {
    private final BucketStore store;
    private final RandomGenerator random;
    private final UserKeys keys;
    private final AccountCommits commits;

    RedisSubjects(ServiceStore store, UserKeys keys, AccountCommits commits) {
        this.store = store.records();
        this.random = store.random();
        this.keys = keys;
        this.commits = commits;
    }

    private record Snapshot(EmailAddress email, Optional<Versioned<SubjectFormat.Subject>> record)
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

    @Override
    public SubjectSnapshot read(EmailAddress email) {
        return new Snapshot(email, store.read(keys.subject(email), AccountCommits.SUBJECT));
    }

    @Override
    public WriteResult confirm(SubjectSnapshot subject) {
        return store.confirm(store.commit(keys.bucket(subject.email()))
                .check(
                        keys.subject(subject.email()),
                        ((Snapshot) subject).record().map(Versioned::version)));
    }

    @Override
    public Optional<UserId> create(SubjectSnapshot subject, NewUser user, Cause cause) {
        Bucket bucket = keys.bucket(subject.email());
        UserId userId = draw(bucket);
        Naming.Pending pending =
                commits.names().pending(user.raceName(), user.keys(), new NameCause(cause, Optional.empty()));
        AccountRecord record =
                new AccountRecord(user.account(userId, subject.email()), Naming.NONE.intend(pending), Optional.empty());
        Commit commit = store.commit(bucket)
                .put(keys.account(userId), Optional.empty(), AccountCommits.ACCOUNT, record)
                .due(userId.value(), commits.due(record));
        return switch (store.send(put(commit, subject, Optional.of(userId), Optional.empty()))) {
            case DONE -> Optional.of(userId);
            case CONFLICT -> Optional.empty();
            case CONFLICT_OR_DONE -> read(subject.email()).userId().filter(userId::equals);
        };
    }

    @Override
    public WriteResult writeBlock(SubjectSnapshot subject, Optional<EmailBlock> block) {
        return store.send(put(store.commit(keys.bucket(subject.email())), subject, subject.userId(), block));
    }

    @Override
    public WriteResult writeBlock(
            SubjectSnapshot subject, AccountSnapshot user, Decision.Changed changed, Cause cause) {
        var seen = ((RedisAccounts.Snapshot) user).record();
        Commit commit = commits.changed(seen, seen.value().naming(), changed, cause);
        return store.send(put(commit, subject, subject.userId(), changed.next().emailBlock()));
    }

    private Commit put(Commit commit, SubjectSnapshot subject, Optional<UserId> userId, Optional<EmailBlock> block) {
        return commit.putOver(
                keys.subject(subject.email()),
                ((Snapshot) subject).record(),
                AccountCommits.SUBJECT,
                new SubjectFormat.Subject(userId, block));
    }

    /** A fresh id in the bucket of the e-mail address, found after 256 tries on average. */
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
}

package galaxy.users.store;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.UserId;
import galaxy.store.Commit;
import galaxy.store.DueRecords;
import galaxy.store.Indexed;
import galaxy.store.NameOwners;
import galaxy.store.Names;
import galaxy.store.Naming;
import galaxy.store.ServiceStore;
import galaxy.store.StoreWork;
import galaxy.store.Version;
import galaxy.store.Versioned;
import galaxy.users.account.Account;
import galaxy.users.account.TestAccount;
import galaxy.users.account.TimeZoneName;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import galaxy.users.registration.NewUser;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An instance of the version that claimed all names where the store says, and made every user in several steps. */
final class EarlierInstance {
    private static final String POLICY = Universe.POLICY.version();
    private static final NameCause CAUSE = new NameCause(Cause.EXPIRY, Optional.empty());

    private final ServiceStore store;
    private final AccountCommits commits;
    private final Names<AccountRecord> names;
    private final UserKeys keys;
    private final Random random = new Random(5);

    EarlierInstance(ServiceStore store) {
        this.store = store;
        this.keys = new UserKeys(store.secret());
        this.commits = new AccountCommits(store, keys, Universe.LIMITS, Universe.POLICY);
        this.names = store.names(new Owners());
    }

    /** Starts it: its rules are those of the store. */
    void start() {
        Indexed<AccountRecord> indexed = new Indexed<>(
                UserKeys.ACCOUNT,
                member -> Candidates.userId(member).value(),
                id -> keys.account(UserId.of(id)),
                AccountCommits.ACCOUNT,
                commits::reindexed);
        DueRecords nothing = id -> {};
        StoreWork work = store.work(nothing, Optional.of(names), Optional.of(indexed));
        work.prepare();
    }

    UserId create(EmailAddress email, RaceName name) {
        var subjects = new RedisSubjects(store, keys, commits, names.first());
        var user = new NewUser(
                name, Universe.POLICY.keysOf(name), LanguageTag.of("en"), TimeZoneName.of("UTC"), TestAccount.CREATED);
        UserId id = UserId.of(galaxy.store.FittedId.draw(UserId.PREFIX, keys.bucket(email), random));
        Account account = user.account(id, email);
        var subject = store.records().read(keys.subject(email), AccountCommits.SUBJECT);
        store.records()
                .send(commits.begun(account, pending(name))
                        .putOver(
                                keys.subject(email),
                                subject,
                                AccountCommits.SUBJECT,
                                new SubjectFormat.Subject(Optional.of(id), Optional.empty())));
        names.settle(id.value());
        return subjects.read(email).userId().orElseThrow();
    }

    /** Decides upon a name and claims it; whether the user has it then. */
    boolean rename(UserId id, RaceName name) {
        Versioned<AccountRecord> seen = commits.read(id.value()).orElseThrow();
        store.records().send(commits.naming(seen, seen.value().naming().intend(pending(name))));
        names.settle(id.value());
        return commits.read(id.value())
                .orElseThrow()
                .value()
                .account()
                .raceName()
                .equals(name);
    }

    private Naming.Pending pending(RaceName name) {
        List<String> texts =
                Universe.POLICY.keysOf(name).stream().map(CanonicalKey::value).toList();
        return Naming.Pending.of(
                texts, new NameClaim(name, store.clock().instant(), POLICY).text(), CAUSE.text(), random);
    }

    private final class Owners implements NameOwners<AccountRecord> {
        @Override
        public Optional<Versioned<AccountRecord>> read(String owner) {
            return commits.read(owner);
        }

        @Override
        public Naming naming(AccountRecord owner) {
            return owner.naming();
        }

        @Override
        public String policy() {
            return POLICY;
        }

        @Override
        public boolean isPendingOutdated(AccountRecord owner) {
            return owner.naming().pending().stream()
                    .anyMatch(pending ->
                            !NameClaim.parse(pending.details()).policyVersion().equals(POLICY));
        }

        @Override
        public Commit unchanged(String owner, Optional<Version> seen) {
            return commits.unchanged(owner, seen);
        }

        @Override
        public Optional<Naming.Pending> redraw(AccountRecord owner) {
            return Optional.empty();
        }

        @Override
        public Commit commitTaken(String owner, Versioned<AccountRecord> seen, Naming after) {
            return commits.commitTaken(owner, seen, after);
        }

        @Override
        public Commit commitGivenUp(String owner, Versioned<AccountRecord> seen, Naming after) {
            return commits.commitGivenUp(owner, seen, after);
        }

        @Override
        public Commit commitQuietly(String owner, Versioned<AccountRecord> seen, Naming after) {
            return commits.commitQuietly(owner, seen, after);
        }
    }
}

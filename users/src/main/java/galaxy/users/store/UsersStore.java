package galaxy.users.store;

import galaxy.kernel.UserId;
import galaxy.store.Keyspace;
import galaxy.store.Names;
import galaxy.store.OpenStore;
import galaxy.store.ServiceStore;
import galaxy.store.StoreWork;
import galaxy.users.account.AccountStore;
import galaxy.users.account.Accounts;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.UserListing;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.registration.SubjectStore;
import java.util.Optional;
import java.util.function.Consumer;

/** The users' part of a store, put together: accounts, the listing, and the work in the background. */
public final class UsersStore {
    public static final Keyspace SPACE = UserKeys.SPACE;

    private final ServiceStore store;
    private final LimitCatalogue catalogue;
    private final UserKeys keys;
    private final Names<AccountRecord> names;
    private final Reindexing reindexing;
    private final AccountStore accounts;
    private final SubjectStore subjects;

    public UsersStore(ServiceStore store, LimitCatalogue catalogue, RaceNamePolicy policy) {
        this.store = store;
        this.catalogue = catalogue;
        this.keys = new UserKeys(store.secret());
        AccountCommits commits = new AccountCommits(store, keys, catalogue, policy);
        this.names = store.names(commits);
        this.reindexing = new Reindexing(store, keys, commits, catalogue);
        this.accounts = new RedisAccounts(store, keys, commits, names);
        this.subjects = new RedisSubjects(store, keys, commits);
    }

    /** Brings the indexes in line with the configured limits; takes a while when those have changed. */
    public void prepare() {
        OpenStore.retried(reindexing::runIfNeeded);
    }

    public AccountStore accounts() {
        return accounts;
    }

    public SubjectStore subjects() {
        return subjects;
    }

    /**
     * The work in the background, not yet started.
     *
     * @param repair applies what is due for one user
     */
    public StoreWork work(Consumer<UserId> repair) {
        return store.work(id -> repair.accept(UserId.of(id)), Optional.of(names));
    }

    /** Runs the repair of one user in the background. */
    public void repairSoon(UserId userId, Runnable repair) {
        store.repairs().request(userId.value(), repair);
    }

    /**
     * The listing of users.
     *
     * @param repairs of those that a page finds to be outdated
     */
    public UserListing listing(Accounts repairs) {
        return new RedisListing(store, keys, accounts, repairs, catalogue);
    }
}

package galaxy.users.store;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.store.DueRecords;
import galaxy.store.Indexed;
import galaxy.store.Keyspace;
import galaxy.store.Names;
import galaxy.store.ServiceStore;
import galaxy.store.StoreWork;
import galaxy.users.account.AccountStore;
import galaxy.users.account.Accounts;
import galaxy.users.eligibility.Marker;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.UserListing;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.registration.SubjectStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The users' part of a store, put together: accounts, the listing, and the work in the background. */
public final class UsersStore {
    public static final Keyspace SPACE = UserKeys.SPACE;

    private final ServiceStore store;
    private final LimitCatalogue catalogue;
    private final UserKeys keys;
    private final AccountCommits commits;
    private final Names<AccountRecord> names;
    private final AccountStore accounts;
    private final SubjectStore subjects;

    public UsersStore(ServiceStore store, LimitCatalogue catalogue, RaceNamePolicy policy) {
        this.store = store;
        this.catalogue = catalogue;
        this.keys = new UserKeys(store.secret());
        this.commits = new AccountCommits(store, keys, catalogue, policy);
        this.names = store.names(commits);
        this.accounts = new RedisAccounts(store, keys, commits, names);
        this.subjects = new RedisSubjects(store, keys, commits, names.first());
    }

    /** What decides in which index a user is: with other limits, or in a version with other markers, it is another text. */
    public static String rules(LimitCatalogue catalogue) {
        String markers = Stream.of(Marker.values()).map(Marker::code).collect(Collectors.joining(","));
        return catalogue.text() + " " + markers;
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
     * @param repairs applies what is due for users
     * @param repairAddress forgets the block of an address, once it has ended
     */
    public StoreWork work(Accounts repairs, Consumer<EmailAddress> repairAddress) {
        Indexed<AccountRecord> indexed = new Indexed<>(
                UserKeys.ACCOUNT,
                member -> Candidates.userId(member).value(),
                id -> keys.account(UserId.of(id)),
                AccountCommits.ACCOUNT,
                commits::reindexed);
        return store.work(new Due(repairs, repairAddress), Optional.of(names), Optional.of(indexed));
    }

    /** What is due is that of users, and of blocked addresses. */
    private record Due(Accounts accounts, Consumer<EmailAddress> addresses) implements DueRecords {
        @Override
        public void repair(String id) {
            if (UserKeys.isAddress(id)) {
                addresses.accept(EmailAddress.of(id));
            } else {
                accounts.repair(UserId.of(id));
            }
        }

        @Override
        public void repairTogether(List<String> ids) {
            accounts.repairTogether(ids.stream()
                    .filter(id -> !UserKeys.isAddress(id))
                    .map(UserId::of)
                    .toList());
        }
    }

    /** The listing of blocks; {@link RedisBlocks#prepare} has to be called before the first commit. */
    public RedisBlocks blocks() {
        return new RedisBlocks(store, keys);
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

package galaxy.users.store;

import galaxy.kernel.UserId;
import galaxy.store.BucketStore;
import galaxy.store.Claims;
import galaxy.store.Names;
import galaxy.store.OpenStore;
import galaxy.store.Redis;
import galaxy.store.Relay;
import galaxy.store.StoreMetrics;
import galaxy.store.StoreSecret;
import galaxy.store.Sweeper;
import galaxy.users.account.AccountStore;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.UserListing;
import galaxy.users.racename.RaceNamePolicy;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The users' part of a store, put together: accounts, the listing, and the two that work behind them. */
public final class UsersStore {
    private final Redis redis;
    private final LimitCatalogue catalogue;
    private final InstantSource clock;
    private final StoreMetrics metrics;
    private final UserKeys keys;
    private final Relay relay;
    private final Claims claims;
    private final Names<AccountRecord> names;
    private final Reindexing reindexing;
    private final RedisAccounts accounts;

    /** @param retainedEvents about how many events the public stream keeps */
    public UsersStore(
            Redis redis,
            StoreSecret seal,
            LimitCatalogue catalogue,
            RaceNamePolicy policy,
            InstantSource clock,
            RandomGenerator random,
            StoreMetrics metrics,
            long retainedEvents) {
        this.redis = redis;
        this.catalogue = catalogue;
        this.clock = clock;
        this.metrics = metrics;
        this.keys = new UserKeys(seal);
        this.relay = new Relay(redis, UserKeys.SPACE, clock, metrics, retainedEvents);
        BucketStore store = new BucketStore(redis, UserKeys.SPACE, random, metrics, relay::wake);
        AccountCommits commits = new AccountCommits(store, keys, catalogue, policy, clock, random);
        this.claims = new Claims(redis, UserKeys.SPACE, seal::bucketOf);
        this.names = new Names<>(claims, commits, clock);
        this.reindexing = new Reindexing(redis, store, keys, commits, catalogue);
        this.accounts = new RedisAccounts(store, keys, commits, claims, names, clock, random);
    }

    /** Brings the indexes in line with the configured limits; takes a while when those have changed. */
    public void prepare() {
        OpenStore.patiently(reindexing::runIfNeeded);
    }

    public AccountStore accounts() {
        return accounts;
    }

    public Relay relay() {
        return relay;
    }

    /**
     * A sweeper over all accounts.
     *
     * @param repair writes down what is due for one user
     */
    public Sweeper sweeper(Consumer<UserId> repair) {
        return new Sweeper(redis, UserKeys.SPACE, clock, metrics, id -> repair.accept(UserId.of(id)), claims, names);
    }

    /** The listing, which has the sweeper write down what is due before it reads an index. */
    public UserListing listing(Sweeper sweeper) {
        return new RedisListing(redis, keys, accounts, sweeper, catalogue, clock);
    }
}

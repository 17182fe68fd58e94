package galaxy.users.store;

import galaxy.chassis.store.BucketStore;
import galaxy.chassis.store.Claims;
import galaxy.chassis.store.Names;
import galaxy.chassis.store.Redis;
import galaxy.chassis.store.Relay;
import galaxy.chassis.store.StoreMetrics;
import galaxy.chassis.store.StoreSeal;
import galaxy.chassis.store.Sweeper;
import galaxy.kernel.UserId;
import galaxy.users.account.AccountStore;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.UserListing;
import galaxy.users.racename.RaceNamePolicy;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The users' part of a store, put together: accounts, listing, and the two that work behind them. */
public final class UsersStore implements AutoCloseable {
    private final RedisAccounts accounts;
    private final RedisListing listing;
    private final Relay relay;
    private final Sweeper sweeper;

    /**
     * Puts the parts together; {@link #start} sets the relay and the sweeper going.
     *
     * @param repair writes down what is due for one user; called by the sweeper
     * @param retainedEvents about how many events the public stream keeps
     */
    public UsersStore(
            Redis redis,
            StoreSeal seal,
            LimitCatalogue catalogue,
            RaceNamePolicy policy,
            InstantSource clock,
            RandomGenerator random,
            StoreMetrics metrics,
            Consumer<UserId> repair,
            long retainedEvents) {
        UserKeys keys = new UserKeys(seal);
        relay = new Relay(redis, UserKeys.SPACE, clock, metrics, retainedEvents);
        BucketStore store = new BucketStore(redis, UserKeys.SPACE, random, metrics, relay::wake);
        AccountCommits commits = new AccountCommits(store, keys, catalogue, policy, clock, random);
        Claims claims = new Claims(redis, UserKeys.SPACE, seal::bucketOf);
        Names<AccountRecord> names = new Names<>(claims, commits, clock);
        accounts = new RedisAccounts(store, keys, commits, claims, names, clock, random);
        sweeper = new Sweeper(redis, UserKeys.SPACE, clock, metrics, id -> repair.accept(UserId.of(id)), claims, names);
        listing = new RedisListing(redis, keys, accounts, sweeper, catalogue, clock);
    }

    public AccountStore accounts() {
        return accounts;
    }

    public UserListing listing() {
        return listing;
    }

    public Relay relay() {
        return relay;
    }

    public Sweeper sweeper() {
        return sweeper;
    }

    public void start() {
        relay.start();
        sweeper.start();
    }

    @Override
    public void close() {
        sweeper.close();
        relay.close();
    }
}

package galaxy.users.store;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.store.Redis;
import galaxy.store.ScriptInterceptor;
import galaxy.store.ServiceStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreAddress;
import galaxy.store.StoreMetrics;
import galaxy.store.StoreSecret;
import galaxy.store.StoreSettings;
import galaxy.store.StoreUnavailableException;
import galaxy.store.StoreUnavailableException.Fate;
import galaxy.store.StoreWork;
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import galaxy.users.account.AccountStore;
import galaxy.users.account.Accounts;
import galaxy.users.account.TestAccount;
import galaxy.users.block.EmailBlocks;
import galaxy.users.history.Histories;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.UserListing;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.racename.SkeletonPolicy;
import galaxy.users.registration.Registrations;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** The users service without listeners on a real Redis, under a clock that a test moves; any number of callers. */
final class Universe implements AutoCloseable {
    static final LimitCatalogue LIMITS = LimitCatalogue.standard();
    static final RaceNamePolicy POLICY = new SkeletonPolicy();

    /** Past every time for which the sweeper leaves others alone. */
    static final Duration GRACE = Duration.ofSeconds(10);

    /** Always the same, so that tests know which addresses share a bucket. */
    private static final long SECRET = 21;

    private static final int RETAINED_EVENTS = 1_000_000;

    final SettableClock clock = SettableClock.at(TestAccount.CREATED);
    final Redis redis;
    private final Topology topology;
    private final SharedStore shared;
    private final Random random;

    Universe(Topology topology, long seed) {
        this.topology = topology;
        random = new Random(seed);
        var settings = new StoreSettings(
                Optional.empty(), Optional.empty(), Duration.ofSeconds(10), 1, 0, Path.of("unused"), RETAINED_EVENTS);
        StoreMetrics metrics = new StoreMetrics(new PrometheusRegistry());
        redis = Redis.connect(StoreAddress.parse(topology.freshUri()), settings, metrics);
        shared = new SharedStore(redis, StoreSecret.open(redis, new Random(SECRET)), metrics, RETAINED_EVENTS);
    }

    /** One process, or one thread of it: everything that a caller can do, each script of which is seen by its steps. */
    record Caller(
            UsersStore store,
            AccountStore accountStore,
            Accounts accounts,
            Registrations registrations,
            EmailBlocks blocks,
            Histories histories,
            UserListing listing,
            StoreWork work) {
        /** The user of an address, existing or being created. */
        Optional<UserId> userOf(EmailAddress email) {
            return store.subjects().read(email).userId();
        }
    }

    Caller caller() {
        return caller(ScriptInterceptor.RUN);
    }

    Caller caller(ScriptInterceptor steps) {
        return caller(steps, new Random(random.nextLong()));
    }

    /** @param names draws the names of new users; the first draw only, a redraw is always fresh */
    Caller caller(ScriptInterceptor steps, Random names) {
        var store = new UsersStore(
                new ServiceStore(
                        shared.interceptedBy(steps),
                        UsersStore.SPACE,
                        clock,
                        new Random(random.nextLong()),
                        UsersStore.rules(LIMITS)),
                LIMITS,
                POLICY);
        AccountStore kept = store.accounts();
        var accounts = new Accounts(kept, POLICY, clock, (userId, repair) -> repair.run());
        var registrations = new Registrations(store.subjects(), kept, POLICY, new GeneratedRaceName(names), clock);
        var blocks = new EmailBlocks(store.subjects(), kept, clock);
        StoreWork work = store.work(accounts, blocks::repair);
        work.prepare();
        return new Caller(
                store,
                kept,
                accounts,
                registrations,
                blocks,
                new Histories(kept, accounts, clock),
                store.listing(accounts),
                work);
    }

    /** One of the version before generated names were in the bucket of their user. */
    EarlierInstance earlier(ScriptInterceptor steps) {
        return new EarlierInstance(new ServiceStore(
                shared.interceptedBy(steps),
                UsersStore.SPACE,
                clock,
                new Random(random.nextLong()),
                UsersStore.rules(LIMITS)));
    }

    /** A store of that version before its first user. */
    void beginEarlier() {
        redis.call("flushall", commands -> commands.flushall());
        clock.set(TestAccount.CREATED);
        earlier(ScriptInterceptor.RUN).start();
    }

    /** A world before its first user. */
    void begin() {
        redis.call("flushall", commands -> commands.flushall());
        caller().work().prepare();
        clock.set(TestAccount.CREATED);
    }

    /** Time passes, and the sweeper comes by. */
    void sweep() {
        clock.advance(GRACE);
        caller().work().sweep();
    }

    /** What a caller meets whose reply does not come. */
    static StoreUnavailableException lost() {
        return new StoreUnavailableException(Fate.UNKNOWN, "the reply was lost");
    }

    StoreSecret secret() {
        return shared.secret();
    }

    StoreContent look() {
        return StoreContent.read(topology.records("users"));
    }

    @Override
    public void close() {
        redis.close();
    }
}

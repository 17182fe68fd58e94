package galaxy.connections.store;

import galaxy.connections.contact.Contacts;
import galaxy.connections.link.Links;
import galaxy.connections.profile.Profiles;
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
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** The connections service without its gRPC API on a real Redis, under a clock that a test moves; any number of callers. */
final class ConnectionsFixture implements AutoCloseable {
    static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");

    /** Past every time for which the sweeper leaves others alone. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final int RETAINED_EVENTS = 1_000_000;

    final SettableClock clock = SettableClock.at(BEGINNING);
    final Redis redis;
    private final Topology topology;
    private final SharedStore shared;
    private final Random random;

    ConnectionsFixture(Topology topology, long seed) {
        this.topology = topology;
        random = new Random(seed);
        var settings = new StoreSettings(
                Optional.empty(), Optional.empty(), Duration.ofSeconds(10), 1, 0, Path.of("unused"), RETAINED_EVENTS);
        StoreMetrics metrics = new StoreMetrics(new PrometheusRegistry());
        redis = Redis.connect(StoreAddress.parse(topology.freshUri()), settings, metrics);
        shared = new SharedStore(redis, StoreSecret.open(redis, random), metrics, RETAINED_EVENTS);
    }

    /** One process, or one thread of it: everything that a caller can do, each script of which is seen by its steps. */
    record Caller(ConnectionsStore store, Profiles profiles, Contacts contacts, Links links) {}

    Caller caller() {
        return caller(ScriptInterceptor.RUN);
    }

    Caller caller(ScriptInterceptor steps) {
        var store = new ConnectionsStore(new ServiceStore(
                shared.interceptedBy(steps), ConnectionsStore.SPACE, clock, new Random(random.nextLong())));
        return new Caller(
                store,
                new Profiles(store.profiles(), clock),
                new Contacts(store.contacts(), clock),
                new Links(store.links(), clock));
    }

    /** A fixture before its first user. */
    void begin() {
        redis.call("flushall", commands -> commands.flushall());
        clock.set(BEGINNING);
    }

    /** Time passes, and the sweeper comes by. */
    void sweep() {
        clock.advance(GRACE);
        caller().store().work().sweep();
    }

    StoredRecords look() {
        return new StoredRecords(topology.records("connections"), redis);
    }

    /** The exception of a caller who receives no reply. */
    static StoreUnavailableException lost() {
        return new StoreUnavailableException(Fate.UNKNOWN, "the reply was lost");
    }

    @Override
    public void close() {
        redis.close();
    }
}

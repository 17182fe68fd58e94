package galaxy.sessions.store;

import galaxy.kernel.Secret;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import galaxy.store.Bucket;
import galaxy.store.Redis;
import galaxy.store.ServiceStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreAddress;
import galaxy.store.StoreMetrics;
import galaxy.store.StoreSecret;
import galaxy.store.StoreSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/** A connection of a test to a store with sessions. */
final class GuardedStore implements AutoCloseable {
    private final StoreMetrics metrics = new StoreMetrics(new PrometheusRegistry());
    private final Redis redis;

    GuardedStore(String uri) {
        this.redis = Redis.connect(
                StoreAddress.parse(uri),
                new StoreSettings(
                        Optional.of(Secret.of(uri)),
                        Optional.empty(),
                        Duration.ofSeconds(5),
                        1,
                        0,
                        Path.of("never-used"),
                        1000),
                metrics);
    }

    RedisReplayGuard guard(int perMinute) {
        return new RedisReplayGuard(redis, perMinute, InstantSource.system());
    }

    /** Whose requests are in the log and the replicas. */
    RedisReplayGuard durableGuard(int perMinute) {
        return new RedisReplayGuard(redis, perMinute, InstantSource.system(), false);
    }

    /** Writes a session as auth does. */
    void put(SessionId id, Session session) {
        var shared = new SharedStore(redis, StoreSecret.open(redis, new Random()), metrics, 1000);
        var records = new ServiceStore(shared, SessionKeys.SPACE, InstantSource.system(), new Random()).records();
        records.send(records.commit(Bucket.ofId(id.value()))
                .put(SessionKeys.session(id), Optional.empty(), SessionFormat.SESSION, session));
    }

    @Override
    public void close() {
        redis.close();
    }
}

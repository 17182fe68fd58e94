package galaxy.auth.store;

import galaxy.auth.memory.AddressBudgetsContract;
import galaxy.auth.memory.ChallengeStoreContract;
import galaxy.auth.memory.MailQueueContract;
import galaxy.auth.memory.SessionStoreContract;
import galaxy.auth.memory.Stores;
import galaxy.store.Redis;
import galaxy.store.ServiceStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreAddress;
import galaxy.store.StoreMetrics;
import galaxy.store.StoreSecret;
import galaxy.store.StoreSettings;
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The stores in Redis do what those in memory do. */
@ParameterizedClass
@EnumSource(Topology.class)
final class RedisStoresIT {
    @Parameter
    Topology topology;

    private Redis redis;
    private AuthStore store;

    @BeforeEach
    void open() {
        var settings = new StoreSettings(
                Optional.empty(), Optional.empty(), Duration.ofSeconds(10), 1, 0, Path.of("unused"), 1000);
        var metrics = new StoreMetrics(new PrometheusRegistry());
        redis = Redis.connect(StoreAddress.parse(topology.freshUri()), settings, metrics);
        var shared = new SharedStore(redis, StoreSecret.open(redis, new Random(1)), metrics, 1000);
        var clock = SettableClock.at(ChallengeStoreContract.NOON);
        store = new AuthStore(new ServiceStore(shared, AuthStore.SPACE, clock, new Random(2)));
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private Stores opened() {
        return new Stores(store.challenges(), store.sessions(), store.mails(), rules -> store.budgets(rules, true));
    }

    @Nested
    final class Challenges implements ChallengeStoreContract {
        @Override
        public Stores stores() {
            return opened();
        }
    }

    @Nested
    final class DeviceSessions implements SessionStoreContract {
        @Override
        public Stores stores() {
            return opened();
        }
    }

    @Nested
    final class MailsToSend implements MailQueueContract {
        @Override
        public Stores stores() {
            return opened();
        }
    }

    @Nested
    final class Budgets implements AddressBudgetsContract {
        @Override
        public Stores stores() {
            return opened();
        }
    }
}

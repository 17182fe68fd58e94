package galaxy.store;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.settings.SettingsException;
import galaxy.redis.EmbeddedRedis;
import galaxy.redis.EmbeddedRedisConfig;
import io.netty.channel.epoll.Epoll;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store of one process: the operator's Redis, or an embedded one that is started first and stopped last. */
public final class OpenStore implements AutoCloseable {
    /** Of its check. */
    public static final String NAME = "store";

    private static final Logger LOG = LoggerFactory.getLogger(OpenStore.class);

    private static final int FIRST_ATTEMPTS = 10;
    private static final EmbeddedRedisConfig.Tools TOOLS =
            new EmbeddedRedisConfig.Tools(List.of(Relay.EVENTS, "*:" + Keyspace.SHARED_NAMES), ReindexRequest.KEY);

    private final Optional<EmbeddedRedis> embedded;
    private final SharedStore shared;
    private final HealthCheck check;
    private final String description;

    private OpenStore(Optional<EmbeddedRedis> embedded, SharedStore shared, HealthCheck check, String description) {
        this.embedded = embedded;
        this.shared = shared;
        this.check = check;
        this.description = description;
    }

    /**
     * Opens the store and makes sure that it can be relied upon.
     *
     * @throws SettingsException when it may lose records: it evicts keys, or another format is in it; or it refuses the login
     * @throws StoreUnavailableException when it cannot be reached
     */
    public static OpenStore open(StoreSettings settings, PrometheusRegistry registry) {
        return open(settings, registry, true, redis -> {
            StoreSecret secret = retried(() -> StoreSecret.open(redis, new SecureRandom()));
            return () -> secret;
        });
    }

    /**
     * Opens the store of others, for what only reads their records, and may have no right to the secret. The format is not
     * looked at.
     *
     * @throws SettingsException as {@link #open(StoreSettings, PrometheusRegistry)}
     * @throws StoreUnavailableException when it cannot be reached
     */
    public static OpenStore withoutSecret(StoreSettings settings, PrometheusRegistry registry) {
        return open(settings, registry, false, redis -> () -> {
            throw new IllegalStateException("the store was opened without its secret");
        });
    }

    private static OpenStore open(
            StoreSettings settings,
            PrometheusRegistry registry,
            boolean writes,
            Function<Redis, Supplier<StoreSecret>> secrets) {
        if (settings.uri().isEmpty() && settings.replicas() > 0) {
            throw new SettingsException(
                    List.of("redis.durability is replicated, but the embedded Redis has no replicas; give"
                            + " redis.uri, or make it local"));
        }
        StoreMetrics metrics = new StoreMetrics(registry);
        String age = Files.exists(settings.embeddedDir()) ? "" : " (new)";
        Optional<EmbeddedRedis> embedded =
                settings.uri().isPresent() ? Optional.empty() : Optional.of(startEmbedded(settings, registry));
        try {
            StoreAddress address = embedded.map(server -> StoreAddress.of(server.access()))
                    .orElseGet(() -> settings.address().orElseThrow());
            Redis redis = connect(address, settings, metrics);
            try {
                check(redis, embedded.isPresent());
                if (writes) {
                    requireWrites(redis);
                }
                String description = embedded.map(server -> "embedded, data in "
                                + settings.embeddedDir().toAbsolutePath().normalize() + age + ", "
                                + server.executable().describe())
                        .orElseGet(address::display);
                SharedStore shared = new SharedStore(redis, secrets.apply(redis), metrics, settings.retainedEvents());
                return new OpenStore(embedded, shared, writes ? shared.check() : shared.readable(), description);
            } catch (RuntimeException e) {
                redis.close();
                throw ConnectFailure.refusedCommand(e, "Redis at " + address.display())
                        .orElse(e);
            }
        } catch (RuntimeException e) {
            embedded.ifPresent(EmbeddedRedis::close);
            throw e;
        }
    }

    private static Redis connect(StoreAddress address, StoreSettings settings, StoreMetrics metrics) {
        return settings.uri().isPresent()
                ? Redis.connect(address, settings, metrics)
                : Redis.connect(
                        address, settings, metrics, new DiskSpace(() -> DiskSpace.Room.of(settings.embeddedDir())));
    }

    /** What each service builds its own store on. */
    public SharedStore shared() {
        return shared;
    }

    /** Whether Redis can be used as it was opened: with its secret also for changes. */
    public HealthCheck check() {
        return check;
    }

    /** Which Redis it is, for people; without any password. */
    public String description() {
        return description;
    }

    @Override
    public void close() {
        shared.redis().close();
        embedded.ifPresent(EmbeddedRedis::close);
    }

    private static EmbeddedRedis startEmbedded(StoreSettings settings, PrometheusRegistry registry) {
        EmbeddedRedisConfig config =
                EmbeddedRedisConfig.in(settings.embeddedDir()).withTools(TOOLS);
        EmbeddedRedis server = EmbeddedRedis.start(
                Epoll.isAvailable() ? config : config.withTransport(EmbeddedRedisConfig.Transport.LOOPBACK_PORT));
        GaugeWithCallback.builder()
                .name("embedded_redis_up")
                .help("Whether the embedded server runs")
                .callback(gauge -> gauge.call(server.state() == EmbeddedRedis.State.RUNNING ? 1 : 0))
                .register(registry);
        GaugeWithCallback.builder()
                .name("embedded_redis_restarts")
                .help("How often the embedded server died and was started again")
                .callback(gauge -> gauge.call((double) server.restarts()))
                .register(registry);
        return server;
    }

    /**
     * For the first calls of a process, which is still loading its classes and may take longer than any later one: retries
     * what the store did not answer in time.
     *
     * @param first does no harm when it is repeated
     */
    public static <T> T retried(Supplier<T> first) {
        for (int left = FIRST_ATTEMPTS; ; left--) {
            try {
                return first.get();
            } catch (StoreUnavailableException e) {
                if (left == 1 || e.fate() != StoreUnavailableException.Fate.UNKNOWN) {
                    throw e;
                }
            }
        }
    }

    private static void check(Redis redis, boolean isEmbedded) {
        for (String info : redis.info()) {
            Map<String, String> facts = facts(info);
            String policy = facts.getOrDefault("maxmemory_policy", "unknown");
            if (!policy.equals("noeviction")) {
                throw new SettingsException(List.of(
                        "Redis has maxmemory-policy " + policy + " and may throw records away; set it to noeviction"));
            }
            if (facts.getOrDefault("redis_version", "0").matches("[0-6]\\..*")) {
                throw new SettingsException(List.of("Redis is older than 7.0; use Redis or Valkey 7.0 or later"));
            }
            if (!isEmbedded && !"1".equals(facts.get("aof_enabled"))) {
                LOG.warn("Redis has appendonly off and may lose acknowledged changes when it stops; set appendonly yes"
                        + " and appendfsync always");
            }
        }
        if (!isEmbedded) {
            warnOfFsync(redis);
        }
    }

    private static void requireWrites(Redis redis) {
        retried(() -> {
            redis.writes().write();
            return true;
        });
    }

    private static void warnOfFsync(Redis redis) {
        for (String policy : redis.appendFsync()) {
            if (!policy.equals("always")) {
                LOG.warn(
                        "Redis has appendfsync {} and may lose the last acknowledged changes on power loss; set it to always",
                        policy);
            }
        }
    }

    private static Map<String, String> facts(String info) {
        return info.lines()
                .filter(line -> line.indexOf(':') > 0)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf(':')),
                        line -> line.substring(line.indexOf(':') + 1),
                        (first, second) -> first));
    }
}

package galaxy.store;

import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.kernel.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the records are.
 *
 * @param uri of a Redis of the operator's; absent for the embedded server
 * @param tls the files for {@code rediss://}
 * @param timeout how long one round trip may take
 * @param connections how many connections share the load, to each server
 * @param replicas how many replicas of a master must have a change before it counts as done
 * @param dataDir where the embedded server keeps its files, under {@code redis}
 * @param retainedEvents about how many events the public stream keeps
 */
public record StoreSettings(
        Optional<Secret> uri,
        RedisTls tls,
        Duration timeout,
        int connections,
        int replicas,
        Path dataDir,
        int retainedEvents) {
    public static final Setting<Optional<Secret>> URI = new Setting<>(
            "redis.uri",
            Kind.secret().orNone(),
            "",
            "Redis or Valkey 7.0 or later: redis://, redis://host:port,host:port for a master and its replicas,"
                    + " redis-socket:///path, redis-cluster://host:port,host:port or"
                    + " redis-sentinel://host:port,host:port/name, each with an optional user:password@, and rediss… with TLS;"
                    + " without one an embedded server keeps the data");

    public static final Setting<Optional<Path>> TRUST = new Setting<>(
            "redis.trust",
            Kind.path().orNone(),
            "",
            "PEM file with the certificates to trust for rediss://; without one those of the JVM");

    public static final Setting<Optional<Path>> CERTIFICATE = new Setting<>(
            "redis.certificate",
            Kind.path().orNone(),
            "",
            "PEM file with the certificate by which Redis knows this client, for one that wants that");

    public static final Setting<Optional<Path>> KEY = new Setting<>(
            "redis.key",
            Kind.path().orNone(),
            "",
            "PEM file with the key of redis.certificate (PKCS #8, not encrypted)");

    public static final Setting<Duration> WAIT = new Setting<>(
            "redis.wait",
            Kind.durationOrZero(),
            "60s",
            "how long a start waits for a Redis that does not respond yet, or for a data folder in use; 0 for not at all");

    public static final Setting<Duration> TIMEOUT = new Setting<>(
            "redis.timeout",
            Kind.duration(),
            "700ms",
            "how long one round trip to Redis may take; then the request is answered 503");

    public static final Setting<Integer> CONNECTIONS = new Setting<>(
            "redis.connections",
            Kind.integer(1, 64),
            "1",
            "connections to each Redis server, all of them shared by all requests; more carry more writes at once");

    public static final Setting<Durability> DURABILITY = new Setting<>(
            "redis.durability",
            Kind.oneOf(Durability.class),
            "local",
            "when a change counts as done: local, when the master has it; replicated, when redis.replicas of its replicas have"
                    + " it too, so that one that takes over lacks nothing; without enough replicas changes are answered 503");

    public static final Setting<Integer> REPLICAS = new Setting<>(
            "redis.replicas",
            Kind.integer(1, 9),
            "1",
            "with redis.durability=replicated, how many replicas of a master must have a change; as many as each master has,"
                    + " if any of them may take over");

    public static final Setting<Path> DATA_DIR =
            new Setting<>("data.dir", Kind.path(), "./data", "folder of the embedded server's files, under redis/");

    public static final Setting<Integer> RETAINED_EVENTS = new Setting<>(
            "events.retained",
            Kind.integer(1000, 1_000_000_000),
            "1000000",
            "about how many events the stream galaxy:events keeps; older ones are trimmed");

    public static final List<Setting<?>> ALL = List.of(
            URI, TRUST, CERTIFICATE, KEY, WAIT, TIMEOUT, CONNECTIONS, DURABILITY, REPLICAS, DATA_DIR, RETAINED_EVENTS);

    /** For tests and tools, without a certificate of this client. */
    public StoreSettings(
            Optional<Secret> uri,
            Optional<Path> trust,
            Duration timeout,
            int connections,
            int replicas,
            Path dataDir,
            int retainedEvents) {
        this(uri, RedisTls.trusting(trust), timeout, connections, replicas, dataDir, retainedEvents);
    }

    public static StoreSettings read(SettingsReader reader) {
        return new StoreSettings(
                reader.get(URI),
                RedisTls.read(reader),
                reader.get(TIMEOUT),
                reader.get(CONNECTIONS),
                reader.get(DURABILITY) == Durability.REPLICATED ? reader.get(REPLICAS) : 0,
                reader.get(DATA_DIR),
                reader.get(RETAINED_EVENTS));
    }

    /**
     * Where the operator's Redis is; empty for the embedded server.
     *
     * @throws SettingsException when the text is no address
     */
    public Optional<StoreAddress> address() {
        try {
            return uri.map(text -> StoreAddress.parse(text.reveal()));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(URI.key() + " is " + e.getMessage()));
        }
    }

    /** The folder of the embedded server. */
    public Path embeddedDir() {
        return dataDir.resolve("redis");
    }

    /** The same store for one reader that waits for what comes: one connection, and more time. */
    StoreSettings forReadingAlone(Duration longer) {
        return new StoreSettings(uri, tls, longer, 1, 0, dataDir, retainedEvents);
    }
}

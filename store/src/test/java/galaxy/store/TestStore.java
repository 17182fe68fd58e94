package galaxy.store;

import galaxy.kernel.Secret;
import galaxy.kernel.WriteResult;
import galaxy.testkit.Metrics;
import galaxy.testkit.RedisNode;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection to a store with its metrics, and records that are plain texts. */
final class TestStore implements AutoCloseable {
    static final Keyspace SPACE = new Keyspace("test");
    static final Duration TIMEOUT = Duration.ofMillis(700);
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    static final int RETAINED = 100_000;

    static final Format<String> TEXT = new Format<>() {
        @Override
        public byte[] write(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String read(byte[] stored, int from) {
            return new String(stored, from, stored.length - from, StandardCharsets.UTF_8);
        }
    };

    /** The shard of each commit that emitted an event. */
    final List<Shard> emitted = new CopyOnWriteArrayList<>();

    final PrometheusRegistry registry = new PrometheusRegistry();
    final StoreMetrics metrics = new StoreMetrics(registry);
    final Redis redis;
    final BucketStore store;

    private TestStore(String uri, Duration timeout, int replicas) {
        redis = Redis.connect(StoreAddress.parse(uri), settings(uri, timeout, replicas), metrics);
        store = over(redis);
    }

    static TestStore at(String uri) {
        return at(uri, TIMEOUT);
    }

    /** Whose changes count when a replica has them. */
    static TestStore replicated(String uri) {
        return new TestStore(uri, TIMEOUT, 1);
    }

    static TestStore at(String uri, Duration timeout) {
        return new TestStore(uri, timeout, 0);
    }

    static StoreSettings settings(String uri, Duration timeout) {
        return settings(uri, timeout, 0);
    }

    private static StoreSettings settings(String uri, Duration timeout, int replicas) {
        return new StoreSettings(
                Optional.of(Secret.of(uri)), Optional.empty(), timeout, 1, replicas, Path.of("never-used"), RETAINED);
    }

    Shard shard(Bucket bucket) {
        return redis.shards().of(bucket);
    }

    SharedStore shared() {
        return new SharedStore(redis, StoreSecret.open(redis, new Random()), metrics, RETAINED);
    }

    /** The same store through a connection whose steps are watched. */
    BucketStore over(Redis watched) {
        return new BucketStore(watched, SPACE, new Random(), metrics, emitted::add);
    }

    Optional<Versioned<String>> read(String key) {
        return store.read(key, TEXT);
    }

    /** One more than a record says, which begins with 1: in the record, in a list, and as an event. */
    WriteResult commitNext(Bucket bucket, String record, String list) {
        Optional<Versioned<String>> seen = read(record);
        String next = Integer.toString(
                seen.map(before -> Integer.parseInt(before.value())).orElse(0) + 1);
        return store.send(store.commit(bucket)
                .put(record, seen.map(Versioned::version), TEXT, next)
                .append(list, TEXT, next)
                .emit(event(next)));
    }

    Optional<Version> version(String key) {
        return read(key).map(Versioned::version);
    }

    Optional<String> value(String key) {
        return read(key).map(Versioned::value);
    }

    List<String> history(String key) {
        return store.history(key, TEXT);
    }

    /** The members of a sorted set with their scores, lowest first. */
    Map<String, Double> scores(String key) {
        var scores = new LinkedHashMap<String, Double>();
        redis.call("zrange", commands -> commands.zrangeWithScores(key, 0, -1))
                .forEach(each -> scores.put(new String(each.getValue(), StandardCharsets.UTF_8), each.getScore()));
        return scores;
    }

    /** A value that is no record. */
    Optional<String> text(String key) {
        return Optional.ofNullable(redis.call("get", commands -> commands.get(key)))
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    /** The ids of what is in the outbox of a bucket, oldest first, each with its number. */
    List<String> outbox(Bucket bucket) {
        return entries(SPACE.outbox(shard(bucket)));
    }

    /** The same for the public stream, whose numbers mean nothing. */
    List<String> published() {
        return entries(Relay.EVENTS).stream()
                .map(entry -> entry.substring(entry.indexOf(' ') + 1))
                .toList();
    }

    private List<String> entries(String stream) {
        return redis
                .call("xrange", commands -> commands.xrange(stream, io.lettuce.core.Range.<String>unbounded()))
                .stream()
                .map(entry -> entry.getId().replaceFirst("-.*", " ")
                        + new String(entry.getBody().get("id"), StandardCharsets.US_ASCII))
                .toList();
    }

    static Event event(String id) {
        return new Event(id, "test.changed", "/test", "someone", NOON, 1, "", "{}");
    }

    /** The sum of a metric's series with these labels, each {@code name="value"}; 0 while nothing was counted. */
    double metric(String name, String... labels) {
        return Metrics.of(registry).sum(name, labels);
    }

    /** How many keys there are on all of these servers. */
    static int keys(List<RedisNode> nodes) {
        return nodes.stream()
                .mapToInt(node -> Integer.parseInt(node.call("DBSIZE")))
                .sum();
    }

    @Override
    public void close() {
        redis.close();
    }
}

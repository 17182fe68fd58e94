package galaxy.geoprofile.store;

import galaxy.geoprofile.memory.KnownUsers;
import galaxy.geoprofile.memory.World;
import galaxy.geoprofile.profile.ApprovalRules;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.UserId;
import galaxy.store.Redis;
import galaxy.store.ScriptInterceptor;
import galaxy.store.ServiceStore;
import galaxy.store.Shard;
import galaxy.store.SharedStore;
import galaxy.store.StoreAddress;
import galaxy.store.StoreMetrics;
import galaxy.store.StoreSecret;
import galaxy.store.StoreSettings;
import galaxy.store.Version;
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The service without listeners on a real Redis, with users in memory and a clock that a test moves; any number of instances. */
final class TestStore implements AutoCloseable {
    final SettableClock clock = SettableClock.at(World.NOON);
    final KnownUsers users = new KnownUsers();
    final String uri;
    private final Redis redis;
    private final StoreMetrics metrics = new StoreMetrics(new PrometheusRegistry());
    private final Random random = new Random(1);
    private SharedStore shared;

    TestStore(Topology topology) {
        uri = topology.freshUri();
        var settings = new StoreSettings(
                Optional.empty(), Optional.empty(), Duration.ofSeconds(10), 1, 0, Path.of("unused"), 100_000);
        redis = Redis.connect(StoreAddress.parse(uri), settings, metrics);
        shared = open();
    }

    private SharedStore open() {
        return new SharedStore(redis, StoreSecret.open(redis, random), metrics, 100_000);
    }

    /** As another process finds it. */
    void reopen() {
        shared = open();
    }

    /** Deletes what lists versions that wait for a decision. */
    void deleteReviews() {
        for (Shard shard : redis.shards().all()) {
            redis.call("del", commands -> commands.del(GeoKeys.reviews(shard, VersionState.PROPOSED)));
        }
    }

    /** Writes bytes that are no record over the profile of a user. */
    void damageProfile(UserId userId) {
        redis.call("set", commands -> commands.set(GeoKeys.profile(userId), new byte[] {1, 2, 3}));
    }

    /** The stored profile of a user, without its version. */
    String profile(UserId userId) {
        byte[] stored = redis.call("get", commands -> commands.get(GeoKeys.profile(userId)));
        return new String(stored, Version.WIDTH, stored.length - Version.WIDTH, StandardCharsets.UTF_8);
    }

    /** The stored history of a user, oldest first. */
    List<String> versions(UserId userId) {
        return redis.call("lrange", commands -> commands.lrange(GeoKeys.versions(userId), 0, -1)).stream()
                .map(version -> new String(version, StandardCharsets.UTF_8))
                .toList();
    }

    /** Writes another text under the same version. */
    void editProfile(UserId userId, UnaryOperator<String> edit) {
        byte[] stored = redis.call("get", commands -> commands.get(GeoKeys.profile(userId)));
        byte[] text = edit.apply(profile(userId)).getBytes(StandardCharsets.UTF_8);
        byte[] edited = Arrays.copyOf(stored, Version.WIDTH + text.length);
        System.arraycopy(text, 0, edited, Version.WIDTH, text.length);
        redis.call("set", commands -> commands.set(GeoKeys.profile(userId), edited));
    }

    GeoStore geo() {
        return geo(ScriptInterceptor.RUN);
    }

    GeoStore geo(ScriptInterceptor steps) {
        return new GeoStore(
                new ServiceStore(shared.interceptedBy(steps), GeoStore.SPACE, clock, new Random(random.nextLong())),
                operation -> {});
    }

    /** An instance of the service. */
    World instance() {
        return instance(ScriptInterceptor.RUN);
    }

    World instance(ScriptInterceptor steps) {
        GeoStore geo = geo(steps);
        return new World(geo.profiles(), geo.observations(), users, clock, new ApprovalRules(false, World.COOL_DOWN));
    }

    @Override
    public void close() {
        redis.close();
    }
}

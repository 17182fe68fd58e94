package galaxy.store;

import galaxy.store.Claims.Claim;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names that only became the same by a new policy: their users keep them, and no one else gets them until all have left. */
public final class NameCollisions {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private NameCollisions() {}

    /**
     * A key that several names have.
     *
     * @param claims of their users, who had it first first
     */
    public record Collision(String service, String key, List<Claim> claims) {}

    /**
     * All collisions of some services, in the order of the services and then of the keys.
     *
     * @param settings how to connect, apart from where
     * @throws StoreUnavailableException when Redis does not answer or cannot serve now
     */
    public static List<Collision> read(StoreAddress address, StoreSettings settings, List<String> services) {
        StoreMetrics unused = new StoreMetrics(new PrometheusRegistry());
        try (Redis redis = Redis.connect(address, settings.forReadingAlone(TIMEOUT), unused)) {
            return services.stream()
                    .flatMap(service -> read(redis, new Keyspace(service)).stream())
                    .toList();
        }
    }

    private static List<Collision> read(Redis redis, Keyspace space) {
        List<Redis.Command<Map<String, byte[]>>> reads = new ArrayList<>();
        for (Bucket bucket : Bucket.all()) {
            reads.add(commands -> commands.hgetall(space.sharedNames(bucket)));
        }
        Map<String, byte[]> all = new TreeMap<>();
        redis.callAll("hgetall", reads).forEach(all::putAll);
        return all.entrySet().stream()
                .map(each -> new Collision(
                        space.service(),
                        each.getKey(),
                        new Claim(new String(each.getValue(), StandardCharsets.UTF_8)).each()))
                .toList();
    }
}

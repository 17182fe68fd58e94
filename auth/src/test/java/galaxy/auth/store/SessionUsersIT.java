package galaxy.auth.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.store.Redis;
import galaxy.store.StoreAddress;
import galaxy.store.StoreMetrics;
import galaxy.store.StoreSettings;
import galaxy.testkit.Topology;
import io.lettuce.core.ScoredValue;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionUsersIT {
    private static final StoreSettings SETTINGS = new StoreSettings(
            Optional.empty(), Optional.empty(), Duration.ofSeconds(10), 1, 0, Path.of("unused"), 1000);

    @ParameterizedTest
    @EnumSource(Topology.class)
    void every_user_is_in_one_page_also_where_many_sessions_end_at_one_time(Topology topology) {
        try (Redis redis = Redis.connect(
                StoreAddress.parse(topology.freshUri()), SETTINGS, new StoreMetrics(new PrometheusRegistry()))) {
            List<UserId> expected = IntStream.range(0, 2000)
                    .mapToObj(i -> UserId.of("usr_%026d".formatted(i)))
                    .toList();
            String first = AuthKeys.SPACE.due(redis.shards().all().getFirst());
            String last = AuthKeys.SPACE.due(redis.shards().all().getLast());
            add(redis, first, expected.subList(0, 1100), i -> 1_772_366_400_000L + i / 700);
            add(redis, last, expected.subList(1100, 2000), i -> 1_772_366_400_000L - i);
            redis.call("zadd", commands -> commands.zadd(last, 1, "chl_1.1".getBytes(StandardCharsets.US_ASCII)));
            var users = new SessionUsers(redis);
            List<UserId> found = new ArrayList<>();
            Optional<String> after = Optional.empty();
            do {
                Page<UserId, String> page = users.page(after);
                found.addAll(page.items());
                after = page.next();
            } while (after.isPresent());
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void add(Redis redis, String key, List<UserId> users, IntToLongFunction end) {
        List<ScoredValue<byte[]>> members = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            byte[] member = users.get(i).value().getBytes(StandardCharsets.US_ASCII);
            members.add(ScoredValue.just((double) end.applyAsLong(i), member));
        }
        @SuppressWarnings({"unchecked", "rawtypes"})
        ScoredValue<byte[]>[] all = members.toArray(ScoredValue[]::new);
        long added = redis.call("zadd", commands -> commands.zadd(key, all));
        assertThat(added).isEqualTo(users.size());
    }
}

package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.store.RateLimits.Budget;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RateLimitsIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Budget NARROW = new Budget("test:{0}:rate:a", 10, Duration.ofHours(1));
    private static final Budget WIDE = new Budget("test:{0}:rate:b", 12, Duration.ofHours(1));

    @ParameterizedTest
    @EnumSource(Topology.class)
    void as_many_as_the_limit_are_taken_at_once_and_then_one_by_one(Topology topology) {
        try (TestStore store = TestStore.at(topology.freshUri())) {
            RateLimits limits = new RateLimits(store.redis);
            for (int i = 0; i < 10; i++) {
                assertThat(limits.take(List.of(NARROW), NOON)).isEmpty();
            }
            assertThat(limits.take(List.of(NARROW), NOON)).contains(Duration.ofMinutes(6));
            assertThat(limits.take(List.of(NARROW), NOON.plusSeconds(359))).contains(Duration.ofSeconds(1));
            assertThat(limits.take(List.of(NARROW), NOON.plusSeconds(360))).isEmpty();
            assertThat(limits.take(List.of(NARROW), NOON.plusSeconds(360))).contains(Duration.ofMinutes(6));
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void one_is_taken_from_each_budget_or_from_none(Topology topology) {
        try (TestStore store = TestStore.at(topology.freshUri())) {
            RateLimits limits = new RateLimits(store.redis);
            for (int i = 0; i < 10; i++) {
                assertThat(limits.take(List.of(NARROW, WIDE), NOON)).isEmpty();
            }
            for (int i = 0; i < 5; i++) {
                assertThat(limits.take(List.of(NARROW, WIDE), NOON)).contains(Duration.ofMinutes(6));
            }
            assertThat(limits.take(List.of(WIDE), NOON)).isEmpty();
            assertThat(limits.take(List.of(WIDE), NOON)).isEmpty();
            assertThat(limits.take(List.of(WIDE), NOON)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void what_is_given_back_can_be_taken_again_and_never_more_than_the_limit(Topology topology) {
        try (TestStore store = TestStore.at(topology.freshUri())) {
            RateLimits limits = new RateLimits(store.redis);
            for (int i = 0; i < 40; i++) {
                assertThat(limits.take(List.of(NARROW), NOON)).isEmpty();
                limits.giveBack(List.of(NARROW), NOON);
            }
            limits.giveBack(List.of(NARROW), NOON);
            for (int i = 0; i < 10; i++) {
                assertThat(limits.take(List.of(NARROW), NOON)).isEmpty();
            }
            assertThat(limits.take(List.of(NARROW), NOON)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void a_budget_is_in_no_log_and_in_no_replica(Topology topology) {
        try (TestStore store = TestStore.at(topology.freshUri())) {
            RateLimits limits = new RateLimits(store.redis);
            long before = offset(store);
            for (int i = 0; i < 100; i++) {
                assertThat(limits.take(List.of(new Budget("test:{0}:rate:" + i, 5, Duration.ofHours(1))), NOON))
                        .isEmpty();
            }
            assertThat(offset(store) - before).as("bytes for replicas").isLessThan(1000);
            long life = store.redis.call("pttl", commands -> commands.pttl("test:{0}:rate:7"));
            assertThat(life).isBetween(1L, Duration.ofHours(1).toMillis());
        }
    }

    private static long offset(TestStore store) {
        return store.redis.info().stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("master_repl_offset:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }
}

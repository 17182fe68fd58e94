package galaxy.connections.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.Topology;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Work that a newer version began, beside this one. */
class UnknownWorkIT {
    private static final String UNKNOWN = "later something";

    @ParameterizedTest
    @EnumSource
    void stays_due_and_fails_no_round_of_the_sweeper(Topology topology) {
        try (var fixture = new ConnectionsFixture(topology, 6)) {
            fixture.begin();
            String due = ConnectionsKeys.SPACE.due(fixture.redis.shards().all().getFirst());
            fixture.redis.call(
                    "zadd",
                    commands -> commands.zadd(
                            due,
                            (double) fixture.clock.instant().toEpochMilli(),
                            UNKNOWN.getBytes(StandardCharsets.UTF_8)));
            fixture.sweep();
            List<byte[]> left = fixture.redis.call("zrange", commands -> commands.zrange(due, 0, -1));
            assertThat(left)
                    .extracting(member -> new String(member, StandardCharsets.UTF_8))
                    .containsExactly(UNKNOWN);
        }
    }
}

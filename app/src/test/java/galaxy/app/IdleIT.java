package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.settings.SettingSources;
import galaxy.testkit.ProcessSettings;
import galaxy.testkit.RedisNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Case O10: what all services together ask of Redis while nothing happens. */
class IdleIT {
    private static final Duration MEASURED = Duration.ofSeconds(4);
    private static final int MOST_A_SECOND = 50;

    @Test
    void an_idle_instance_sends_few_commands() throws Exception {
        try (RedisNode redis = RedisNode.start();
                RunningProcess galaxy = Galaxy.PROCESS.start(
                        SettingSources.of(ProcessSettings.with(Map.of("redis.uri", redis.uri()))))) {
            assertThat(galaxy.endpoints()).hasSize(Galaxy.PROCESS.names().size());
            await().until(() -> commands(redis) > 0);
            long before = commands(redis);
            Thread.sleep(MEASURED);
            long each = (commands(redis) - before) / MEASURED.toSeconds();
            assertThat(each).as("commands a second").isBetween(1L, (long) MOST_A_SECOND);
        }
    }

    private static long commands(RedisNode redis) {
        return redis.commandCounts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}

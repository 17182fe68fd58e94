package galaxy.gateway.api;

import static org.awaitility.Awaitility.await;

import galaxy.contracts.MessageType;
import galaxy.testkit.RedisNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a signed read costs in Redis. */
final class ReadCostsIT {
    private static final int READS = 50;

    /** What the services send to Redis of their own accord meanwhile. */
    private static final int OTHERS = 10;

    private static long counter(RedisNode redis, String section, String name) {
        return redis.call("INFO", section)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(
                        line -> Long.parseLong(line.substring(name.length() + 1).strip()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void two_round_trips_and_nothing_in_the_log() {
        try (var redis = RedisNode.start(RedisNode.Options.plain().withAppendOnly());
                var platform = Platform.open(redis.uri(), Map.of("gateway.session.per-minute", "10000"));
                var client = new Channel(platform.target())) {
            Device device = platform.signIn();
            client.awaitReady(device);
            await().atMost(Duration.ofSeconds(40)).until(() -> {
                long trips = counter(redis, "stats", "total_reads_processed");
                long bytes = counter(redis, "persistence", "aof_current_size");
                for (int i = 0; i < READS; i++) {
                    client.execute(device.sign(device.request(MessageType.USER_ACCOUNT_GET)));
                }
                boolean isUnlogged = counter(redis, "persistence", "aof_current_size") == bytes;
                return isUnlogged && counter(redis, "stats", "total_reads_processed") - trips <= 2 * READS + OTHERS;
            });
        }
    }
}

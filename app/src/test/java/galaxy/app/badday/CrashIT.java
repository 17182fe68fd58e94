package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.redis.EmbeddedRedis;
import galaxy.redis.EmbeddedRedisConfig;
import galaxy.redis.RespConnection;
import galaxy.testkit.ProcessIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} under load, with the embedded server. */
final class CrashIT {
    enum Victim {
        SERVICE,
        REDIS,
        BOTH
    }

    @TempDir
    private Path data = Path.of("unset");

    @ParameterizedTest
    @EnumSource
    void loses_nothing_acknowledged_and_leaves_nothing_half_done(Victim victim) throws Exception {
        Map<String, JsonNode> accounts;
        try (Program first = Program.serve("data.dir=" + data, "log.level=warn");
                Load load = Load.on(first.callers())) {
            load.awaitMore(30);
            long redis = redisPid();
            if (victim != Victim.SERVICE) {
                ProcessHandle.of(redis).orElseThrow().destroyForcibly();
            }
            if (victim == Victim.REDIS) {
                load.awaitMore(30);
                load.stop();
                accounts = load.verify(first.callers());
                first.jvm().terminate();
                assertThat(first.jvm().awaitExit(Program.TIMEOUT)).isZero();
            } else {
                first.jvm().kill9();
                load.stop();
                Awaitility.await("no server is left behind")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> !ProcessIds.runs(redis));
                try (Program second = Program.serve("data.dir=" + data)) {
                    accounts = load.verify(second.callers());
                    second.jvm().terminate();
                    assertThat(second.jvm().awaitExit(Program.TIMEOUT)).isZero();
                }
            }
            assertThat(load.statuses()).isSubsetOf(0, 200, 503);
        }
        Awaitility.await("no server is left behind")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !Files.exists(pidFile()));
        try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(data.resolve("redis")));
                var connection = RespConnection.open(redis.access(), Duration.ofSeconds(5))) {
            Published.read(connection).verify(accounts);
        }
    }

    private long redisPid() throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile()).getFirst());
    }

    private Path pidFile() {
        return data.resolve("redis").resolve("redis.pid");
    }
}

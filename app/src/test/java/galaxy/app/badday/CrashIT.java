package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.EmbeddedServer;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.UsersCaller;
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
        EmbeddedServer redis = new EmbeddedServer(data.resolve("redis"));
        Map<String, JsonNode> accounts;
        try (GalaxyInstance first = GalaxyInstance.serve("data.dir=" + data, "redis.timeout=5s", "log.level=warn");
                Load load = Load.on(UsersCaller.of(first))) {
            load.awaitMore(30);
            if (victim != Victim.SERVICE) {
                redis.kill9();
            }
            if (victim == Victim.REDIS) {
                load.awaitMore(30);
                load.stop();
                accounts = load.verify(UsersCaller.of(first));
                assertThat(first.stop()).isZero();
            } else {
                first.jvm().kill9();
                load.stop();
                Awaitility.await("no server is left behind")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> !redis.isRunning());
                try (GalaxyInstance second = GalaxyInstance.serve("data.dir=" + data, "redis.timeout=5s")) {
                    accounts = load.verify(UsersCaller.of(second));
                    assertThat(second.stop()).isZero();
                }
            }
            assertThat(load.statuses()).isSubsetOf(0, 200, 503);
        }
        Awaitility.await("no server is left behind")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !Files.exists(redis.folder().resolve("redis.pid")));
        Published.verify(redis.image(), accounts);
    }
}

package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.redis.Backups;
import galaxy.redis.EmbeddedRedis;
import galaxy.redis.EmbeddedRedisConfig;
import galaxy.redis.RedisExecutable;
import galaxy.redis.RespConnection;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every supported server on the PATH, and the bundled one; the page of operations has a table of them. */
final class EachServerIT {
    private static final Duration RESPONSE = Duration.ofSeconds(10);

    @TempDir
    private Path folder = Path.of("unset");

    static List<RedisExecutable> servers() {
        return RedisExecutable.all();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void serves_all_services_over_a_restart_of_its_own(RedisExecutable server) throws Exception {
        var options = RedisNode.Options.plain().withAppendOnly().withExecutable(server);
        try (RedisNode redis = RedisNode.start(options);
                GalaxyInstance galaxy = GalaxyInstance.serve(
                        "redis.uri=" + redis.uri(), "redis.timeout=10s", "http.work-timeout=15s")) {
            UsersCaller users = UsersCaller.of(galaxy);
            String user = users.ensure("pilot@example.com").text("user_id");
            assertThat(users.rename(user, "Nova").status()).isEqualTo(200);
            assertThat(users.grant(user).status()).isEqualTo(200);
            assertThat(users.sanction(user).status()).isEqualTo(200);
            assertThat(users.list("sanction_code=game_join_block")).containsExactly(user);
            try (var connections = ConnectionsClient.of(ConnectionsSettings.of(galaxy.connections()))) {
                connections.setUsername(UserRef.of(user), Username.of("nova")).orElseThrow();
            }
            Awaitility.await("events are published")
                    .atMost(GalaxyInstance.TIMEOUT)
                    .until(() -> Integer.parseInt(redis.call("XLEN", "galaxy:events")) >= 5);
            redis.restart();
            galaxy.awaitReady();
            assertThat(users.ensure("pilot@example.com").text("user_id")).isEqualTo(user);
            assertThat(users.account(user).body()).contains("Nova");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void keeps_data_as_the_embedded_server_and_in_a_backup(RedisExecutable server) throws Exception {
        Path data = folder.resolve("data");
        Path restored = folder.resolve("restored");
        try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(data), server)) {
            try (RespConnection connection = RespConnection.open(redis.access(), RESPONSE)) {
                assertThat(connection.call("SET", "a", "1")).isEqualTo("OK");
            }
            Path copy = new Backups(folder.resolve("copies")).take(data, server, Instant.now());
            Backups.restore(copy, restored, server);
        }
        for (Path each : List.of(data, restored)) {
            try (EmbeddedRedis redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(each), server);
                    RespConnection connection = RespConnection.open(redis.access(), RESPONSE)) {
                assertThat(connection.call("GET", "a")).isEqualTo("1");
            }
        }
    }
}

package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The rights in Redis that the page of operations gives to Galaxy are enough. */
final class RedisRightsIT {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");

    @Test
    void every_service_works_with_the_documented_rights() throws Exception {
        String line = Files.readAllLines(PAGE).stream()
                .filter(each -> each.startsWith("ACL SETUSER galaxy "))
                .findFirst()
                .orElseThrow()
                .replace(">PASSWORD", ">pw");
        try (var redis = RedisNode.start()) {
            redis.call(line.split(" ", -1));
            String uri = redis.uri().replace("redis://", "redis://galaxy:pw@");
            try (var galaxy = GalaxyInstance.serve("redis.uri=" + uri, "redis.timeout=10s", "log.level=warn")) {
                UsersCaller users = UsersCaller.of(galaxy);
                String user = users.ensure("pilot@example.com").text("user_id");
                assertThat(users.rename(user, "Nova").status()).isEqualTo(200);
                assertThat(users.grant(user).status()).isEqualTo(200);
                assertThat(users.get("/users?page_size=10").status()).isEqualTo(200);
                try (var connections = ConnectionsClient.of(ConnectionsSettings.of(galaxy.connections()))) {
                    connections
                            .setUsername(UserRef.of("u1"), Username.of("nova"))
                            .orElseThrow();
                }
                Awaitility.await("events are published")
                        .atMost(GalaxyInstance.TIMEOUT)
                        .until(() -> Integer.parseInt(redis.call("XLEN", "galaxy:events")) >= 3);
                assertThat(galaxy.notReady()).isEmpty();
                assertThat(galaxy.jvm().lines()).noneMatch(each -> each.contains("NOPERM"));
            }
        }
    }
}

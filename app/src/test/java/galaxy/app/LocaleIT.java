package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.UserRef;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RawConnection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A locale whose digits are not ASCII changes nothing that is stored or sent. */
final class LocaleIT {
    @Test
    void stores_and_sends_the_same_digits_under_every_locale() throws Exception {
        try (RedisNode redis = RedisNode.start();
                GalaxyInstance persian = new GalaxyInstance(
                        List.of("redis.uri=" + redis.uri(), "users.http.read-timeout=300ms", "log.level=error"))) {
            persian.launch(program ->
                    PackagedGalaxy.withFastStart(program).withJvmOptions("-Duser.language=fa", "-Duser.country=IR"));
            persian.awaitReady();
            String user = UsersCaller.of(persian).ensure("pilot@example.com").text("user_id");
            try (ConnectionsClient client = ConnectionsClient.of(ConnectionsSettings.of(persian.connections()))) {
                client.createContactLink(UserRef.of(user), IdempotencyKey.of("link"), new End.Never(), 1)
                        .orElseThrow();
            }
            assertThat(redis.image().toString()).contains(user).doesNotContainPattern("[^\\x00-\\x7F]");
            try (var slow = new RawConnection(persian.users())) {
                slow.send(
                        "POST /api/v1/internal/users/ensure-by-email HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n");
                assertThat(slow.response().header("content-length")).matches("[0-9]+");
            }
        }
    }
}

package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.ClientSettings;
import galaxy.client.auth.AuthClient;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.kernel.UserId;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which services {@code galaxy serve} runs. */
final class ServeIT {
    private static RedisNode redis;

    @BeforeAll
    static void start() {
        redis = RedisNode.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static GalaxyInstance serve(String... services) throws InterruptedException {
        GalaxyInstance instance = GalaxyInstance.serve(
                Stream.concat(Stream.of(services), Stream.of("redis.timeout=5s", "redis.uri=" + redis.uri()))
                        .toArray(String[]::new));
        instance.jvm().awaitLine("Ctrl-C stops it.", GalaxyInstance.TIMEOUT);
        return instance;
    }

    private static boolean printsAddressOf(String service, GalaxyInstance instance) {
        return instance.jvm().lines().stream().anyMatch(line -> line.matches(" +" + service + " .*"));
    }

    @Test
    void runs_connections_alone() throws Exception {
        try (GalaxyInstance instance = serve("connections")) {
            assertThat(instance.jvm().lines()).anyMatch(line -> line.startsWith("Galaxy is ready: connections ("));
            assertThat(printsAddressOf("users", instance)).isFalse();
            assertThat(instance.readiness().body()).contains("\"connections\"").doesNotContain("\"users\"");
            try (ConnectionsClient client = ConnectionsClient.of(ConnectionsSettings.of(instance.connections()))) {
                client.setUsername(UserRef.of("alone-1"), Username.of("alone")).orElseThrow();
                assertThat(client.lookupUsername(Username.of("alone"))
                                .orElseThrow()
                                .userId())
                        .isEqualTo(UserRef.of("alone-1"));
            }
        }
    }

    @Test
    void runs_users_alone() throws Exception {
        try (GalaxyInstance instance = serve("users")) {
            assertThat(printsAddressOf("connections", instance)).isFalse();
            assertThat(instance.readiness().body()).contains("\"users\"").doesNotContain("\"connections\"");
            assertThat(UsersCaller.of(instance).ensure("alone@example.com").text("user_id"))
                    .startsWith("usr_");
        }
    }

    @Test
    void runs_sign_in_beside_the_users_of_another_process() throws Exception {
        try (GalaxyInstance users = serve("users");
                GalaxyInstance instance = serve("auth", "auth.users.url=" + users.users());
                AuthClient client = AuthClient.of(ClientSettings.of(instance.auth()))) {
            assertThat(printsAddressOf("users", instance)).isFalse();
            assertThat(instance.readiness().body()).contains("\"auth\"").doesNotContain("\"users\"");
            assertThat(client.sessions(UserId.of("usr_00000000000000000000000000")))
                    .isEmpty();
        }
    }

    @Test
    void runs_all_without_a_name() throws Exception {
        try (GalaxyInstance instance = serve()) {
            assertThat(instance.jvm().lines())
                    .anyMatch(line ->
                            line.startsWith("Galaxy is ready: users, connections, auth, geoprofile, gateway, web ("));
            assertThat(instance.readiness().body())
                    .contains(
                            "\"users\"",
                            "\"connections\"",
                            "\"auth\"",
                            "\"auth-relay\"",
                            "\"auth-follower\"",
                            "\"gateway-clock\"");
        }
    }
}

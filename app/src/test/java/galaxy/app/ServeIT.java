package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.RedisNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which services {@code galaxy serve} runs. */
final class ServeIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static RedisNode redis;

    @BeforeAll
    static void start() {
        redis = RedisNode.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static JvmProcess serve(String... services) throws InterruptedException {
        List<String> arguments = Stream.concat(
                        Stream.concat(Stream.of("serve"), Stream.of(services)),
                        Stream.of(
                                        "users.http.port=0",
                                        "connections.grpc.port=0",
                                        "management.port=0",
                                        "redis.timeout=5s",
                                        "redis.uri=" + redis.uri())
                                .flatMap(setting -> Stream.of("--set", setting)))
                .toList();
        JvmProcess process = JvmProcess.start(Main.class, arguments.toArray(String[]::new));
        process.awaitLine("Ctrl-C stops it.", TIMEOUT);
        return process;
    }

    private static String address(JvmProcess process, String of) {
        return process.lines().stream()
                .filter(line -> line.matches(" +" + of + " .*"))
                .findFirst()
                .map(line -> line.strip().split(" +", -1)[1])
                .orElse("nowhere");
    }

    private static String readiness(JvmProcess process) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI ready = URI.create(address(process, "management") + "/readyz");
            return client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void runs_connections_alone() throws Exception {
        try (JvmProcess process = serve("connections")) {
            assertThat(process.lines()).anyMatch(line -> line.startsWith("Galaxy is ready: connections ("));
            assertThat(address(process, "users")).isEqualTo("nowhere");
            assertThat(readiness(process)).contains("\"connections\"").doesNotContain("\"users\"");
            try (ConnectionsClient client =
                    ConnectionsClient.of(ConnectionsSettings.of(address(process, "connections")))) {
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
        try (JvmProcess process = serve("users")) {
            assertThat(address(process, "connections")).isEqualTo("nowhere");
            assertThat(readiness(process)).contains("\"users\"").doesNotContain("\"connections\"");
            assertThat(new Rest(URI.create(address(process, "users"))).ensure("alone@example.com"))
                    .startsWith("usr_");
        }
    }

    @Test
    void runs_all_without_a_name() throws Exception {
        try (JvmProcess process = serve()) {
            assertThat(process.lines()).anyMatch(line -> line.startsWith("Galaxy is ready: users, connections ("));
            assertThat(readiness(process)).contains("\"users\"", "\"connections\"");
        }
    }
}

package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The rights in Redis that the page of operations gives to Galaxy are enough. */
final class RedisRightsIT {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Path EVENTS = Path.of("..", "docs", "reference", "events.md");

    /** The line of a page that is a command of Redis. */
    private static String[] command(Path page, String begin) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(each -> each.startsWith(begin))
                .findFirst()
                .orElseThrow()
                .replace(">PASSWORD", ">pw")
                .split(" ", -1);
    }

    @Test
    void every_service_works_with_the_documented_rights() throws Exception {
        try (var redis = RedisNode.start()) {
            redis.call(command(PAGE, "ACL SETUSER galaxy "));
            String uri = redis.uri().replace("redis://", "redis://galaxy:pw@");
            try (var galaxy = GalaxyInstance.serve(
                    "redis.uri=" + uri, "redis.timeout=10s", "http.work-timeout=15s", "log.level=warn")) {
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

    @Test
    void each_service_in_a_process_of_its_own_needs_its_own_keys_alone() throws Exception {
        try (var redis = RedisNode.start();
                var users = alone(redis, "users", "users");
                var connections = alone(redis, "connections", "connections");
                var auth = alone(redis, "auth", "auth", "auth.users.url=" + users.users());
                var geoprofile = alone(redis, "geoprofile", "geo", "geoprofile.users.url=" + users.users())) {
            UsersCaller caller = UsersCaller.of(users);
            String user = caller.ensure("pilot@example.com").text("user_id");
            assertThat(caller.rename(user, "Nova").status()).isEqualTo(200);
            try (var client = ConnectionsClient.of(ConnectionsSettings.of(connections.connections()))) {
                client.setUsername(UserRef.of(user), Username.of("nova")).orElseThrow();
            }
            assertThat(post(auth.auth(), "/sign-in/challenges", """
                    {"email":"pilot@example.com","locale":"en","client":{"ip":"203.0.113.7"}}""")).isEqualTo(202);
            assertThat(post(geoprofile.geoprofile(), "/users/" + user + "/country-versions", """
                    {"country":"DE","source":"admin","reason_code":"moved","actor":{"type":"admin","id":"ops-7"}}"""))
                    .isBetween(200, 201);
            Awaitility.await("the country is acknowledged")
                    .atMost(GalaxyInstance.TIMEOUT)
                    .until(() -> caller.account(user).body().contains("\"declared_country\":\"DE\""));
            for (GalaxyInstance each : List.of(users, connections, auth, geoprofile)) {
                assertThat(each.notReady()).isEmpty();
                assertThat(each.jvm().lines()).noneMatch(line -> line.contains("NOPERM"));
            }
        }
    }

    @Test
    void without_the_keys_of_a_service_the_start_ends_with_78_and_says_what_to_do() throws Exception {
        try (var redis = RedisNode.start()) {
            redis.call(Stream.of(command(PAGE, "ACL SETUSER galaxy "))
                    .filter(each -> !each.equals("~users:*"))
                    .toArray(String[]::new));
            String uri = redis.uri().replace("redis://", "redis://galaxy:pw@");
            try (var galaxy = GalaxyInstance.launched("redis.uri=" + uri)) {
                assertThat(galaxy.jvm().awaitExit(GalaxyInstance.TIMEOUT)).isEqualTo(78);
                assertThat(galaxy.jvm().lines())
                        .anyMatch(each -> each.startsWith(
                                "galaxy: redis.uri: Redis refuses a command that Galaxy needs" + " (NOPERM"));
            }
        }
    }

    private static GalaxyInstance alone(RedisNode redis, String service, String keys, String... more) throws Exception {
        String[] all = command(PAGE, "ACL SETUSER galaxy ");
        all[2] = service;
        redis.call(Stream.of(all)
                .filter(each -> !each.matches("~(users|connections|auth|geo):\\*") || each.equals("~" + keys + ":*"))
                .toArray(String[]::new));
        String uri = redis.uri().replace("redis://", "redis://" + service + ":pw@");
        return GalaxyInstance.serve(Stream.concat(
                        Stream.of(
                                service,
                                "redis.uri=" + uri,
                                "redis.timeout=10s",
                                "http.work-timeout=15s",
                                "log.level=warn"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static int post(URI service, String path, String json) throws InterruptedException {
        return RestClient.send(
                        RestClient.post(service.resolve("/api/v1/internal" + path), json), GalaxyInstance.TIMEOUT)
                .status();
    }

    /** Case C30. */
    @Test
    void a_group_of_consumers_is_made_before_the_first_event_as_the_page_says() throws IOException {
        try (var redis = RedisNode.start()) {
            assertThat(redis.call(command(EVENTS, "XGROUP CREATE "))).isEqualTo("OK");
        }
    }
}

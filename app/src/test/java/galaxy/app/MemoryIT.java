package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawConnection;
import galaxy.testkit.http.RawResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a process does whose heap is small, or not enough. */
final class MemoryIT {
    private static final String HALF = "-Xmx48m";
    private static final int CLIENTS = 64;
    private static final int USERS = 200;
    private static final int PAGES = 20;
    private static final int BODY = 60_000;
    private static final String PAGE = "/api/v1/internal/users?page_size=200";

    private static RedisNode redis;

    @BeforeAll
    static void start() {
        redis = RedisNode.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static GalaxyInstance launched(String heap) {
        GalaxyInstance instance =
                new GalaxyInstance(List.of("redis.timeout=5s", "http.work-timeout=20s", "redis.uri=" + redis.uri()));
        instance.launch(program -> PackagedGalaxy.withFastStart(program.withJvmOptions(heap)));
        return instance;
    }

    @Test
    void at_half_the_bound_too_many_large_requests_are_refused_and_then_all_is_as_before() throws Exception {
        try (GalaxyInstance galaxy = launched(HALF)) {
            galaxy.awaitReady();
            UsersCaller users = UsersCaller.of(galaxy);
            for (int i = 0; i < USERS; i++) {
                assertThat(users.ensure("pilot-" + i + "@memory.example.com").isOk())
                        .isTrue();
            }
            assertThat(withLargeBodies(galaxy.users())).contains(503).doesNotContain(500);
            assertThat(withLargePages(galaxy.users())).contains(200).isSubsetOf(200, 503);
            assertThat(page(galaxy.users())).isEqualTo(200);
            assertThat(galaxy.jvm().isAlive()).isTrue();
            assertThat(galaxy.notReady()).isEmpty();
        }
    }

    @Test
    void a_process_without_memory_ends_with_its_code_and_says_why() throws Exception {
        try (GalaxyInstance galaxy = launched("-Xmx20m")) {
            JvmProcess jvm = galaxy.jvm();
            assertThat(jvm.awaitExit(GalaxyInstance.TIMEOUT)).isEqualTo(3);
            assertThat(jvm.lines())
                    .as("the last words")
                    .last()
                    .asString()
                    .contains("java.lang.OutOfMemoryError: Java heap space");
        }
    }

    /** The statuses of requests that all have sent nearly all of their bodies before the first is complete. */
    private static List<Integer> withLargeBodies(URI server) throws IOException {
        List<RawConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                var connection = new RawConnection(server);
                connections.add(connection);
                connection.send("POST /api/v1/internal/user-resolutions/by-email HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + BODY + "\r\n\r\n{\"email\":\""
                        + "x".repeat(BODY - 12));
            }
            List<Integer> statuses = new ArrayList<>();
            for (RawConnection connection : connections) {
                connection.send("\"}");
                statuses.add(connection.response().status());
            }
            return statuses;
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    /** The statuses of many pages of large accounts, asked for at once. */
    private static List<Integer> withLargePages(URI server) throws Exception {
        List<Future<List<Integer>>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> {
                    List<Integer> statuses = new ArrayList<>();
                    for (int j = 0; j < PAGES; j++) {
                        statuses.add(page(server));
                    }
                    return statuses;
                }));
            }
        }
        List<Integer> all = new ArrayList<>();
        for (Future<List<Integer>> client : clients) {
            all.addAll(client.get());
        }
        return all;
    }

    private static int page(URI server) throws IOException {
        var address = new InetSocketAddress(server.getHost(), server.getPort());
        try (var client = new RawClient(address, Duration.ofSeconds(30))) {
            RawResponse response = client.get(PAGE);
            return response.status();
        }
    }
}

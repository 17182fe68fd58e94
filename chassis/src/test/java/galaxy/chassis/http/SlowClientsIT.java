package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.testkit.http.RawConnection;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow or many, and what a listener's limits leave to the others. */
@Timeout(60)
class SlowClientsIT {
    private static final String GET = "GET /open HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Route LARGE = Route.get(
            "/large",
            Access.anyone(),
            exchange -> Response.encoded(200, "application/octet-stream", new byte[20_000_000]));

    private final CountDownLatch release = new CountDownLatch(1);

    private Route waiting() {
        return Route.get("/waiting", Access.anyone(), exchange -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Response.empty(204);
        });
    }

    private static RawConnection impatient(TestServer server) throws Exception {
        var address = new InetSocketAddress(server.uri().getHost(), server.uri().getPort());
        return new RawConnection(address, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    private static boolean isAnswered(RawConnection client) throws Exception {
        try {
            return client.response().status() == 200;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void more_connections_than_it_takes_wait() throws Exception {
        try (var server = new TestServer(Map.of("http.max-connections", "3"), Callers.none())) {
            var open = new ArrayList<RawConnection>();
            var waiting = new ArrayList<RawConnection>();
            for (int i = 0; i < 8; i++) {
                var client = impatient(server);
                client.send(GET);
                (isAnswered(client) ? open : waiting).add(client);
            }
            assertThat(open).hasSize(3);
            assertThat(server.now("http_connections")).isEqualTo(3);
            server.awaitReached("connections", 1);
            for (var client : open) {
                client.close();
            }
            await().atMost(SOON).until(() -> {
                try (var client = impatient(server)) {
                    client.send(GET);
                    for (var each : waiting) {
                        each.close();
                    }
                    return isAnswered(client);
                }
            });
        }
    }

    @Test
    void a_connection_closes_when_it_has_become_old() throws Exception {
        try (var server = new TestServer(Map.of("http.max-connection-age", "600ms"), Callers.none());
                var client = server.raw()) {
            client.send(GET);
            assertThat(client.response().headers()).doesNotContainKey("connection");
            Thread.sleep(700);
            client.send(GET);
            assertThat(client.response().headers()).containsEntry("connection", "close");
            assertThat(client.isEnded()).isTrue();
            server.awaitReached("age", 1);
        }
    }

    @Test
    void blank_lines_do_not_keep_a_connection() throws Exception {
        try (var server = new TestServer(Map.of("http.idle-timeout", "1s"), Callers.none());
                var client = server.raw()) {
            client.send(GET);
            assertThat(client.response().status()).isEqualTo(200);
            long start = System.nanoTime();
            await().atMost(SOON).pollInterval(Duration.ofMillis(200)).until(() -> !client.send("\r\n"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
            server.awaitReached("idle", 1);
        }
    }

    @Test
    void a_client_that_does_not_read_its_response_is_given_up() throws Exception {
        try (var server = new TestServer(Map.of("http.write-timeout", "500ms"), Callers.none(), LARGE);
                var client = server.raw()) {
            client.useSmallReceiveBuffer();
            client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(server.count("outcome=\"aborted\"")).isEqualTo(1));
            server.awaitReached("write_time", 1);
        }
    }

    @Test
    void a_client_that_reads_a_little_now_and_then_is_given_up_too() throws Exception {
        try (var server = new TestServer(Map.of("http.write-timeout", "1s"), Callers.none(), LARGE);
                var client = server.raw()) {
            client.useSmallReceiveBuffer();
            client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
            await().atMost(SOON).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
                client.in().readNBytes(1_000);
                assertThat(server.count("outcome=\"aborted\"")).isEqualTo(1);
            });
        }
    }

    @Test
    void clients_that_do_not_read_large_responses_take_no_room_beyond_their_number_and_leave_small_ones()
            throws Exception {
        try (var server = new TestServer(Map.of("http.max-in-flight", "2"), Callers.none(), LARGE);
                var second = server.raw();
                var third = server.raw()) {
            var first = server.raw();
            for (var slow : List.of(first, second)) {
                slow.useSmallReceiveBuffer();
                slow.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(slow.in().readNBytes(12))
                        .asString(StandardCharsets.US_ASCII)
                        .isEqualTo("HTTP/1.1 200");
            }
            third.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(third.response().status()).isEqualTo(503);
            server.awaitReached("in_flight", 1);
            third.send(GET);
            assertThat(third.response().status()).isEqualTo(200);
            first.close();
            await().atMost(SOON).until(() -> {
                third.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
                return third.response().status() == 200;
            });
        }
    }

    @Test
    void the_whole_body_has_to_arrive_in_time() throws Exception {
        try (var server = new TestServer(Map.of("http.read-timeout", "1s"), Callers.none());
                var client = server.raw()) {
            long before = System.nanoTime();
            client.send("POST /things/a/name HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\n\r\n{\"name\":\"");
            for (int i = 0; i < 15; i++) {
                Thread.sleep(100);
                client.send("a");
            }
            assertThat(client.response().body()).contains("did not arrive in time");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThat(client.isEnded()).isTrue();
            server.awaitReached("body_time", 1);
        }
    }

    @Test
    void each_listener_has_its_own_size_of_headers() throws Exception {
        try (var small = new TestServer(Map.of("things.http.max-header-bytes", "1024"), Callers.none());
                var large = new TestServer(Map.of("things.http.max-header-bytes", "65536"), Callers.none())) {
            var request = "GET /open HTTP/1.1\r\nHost: x\r\nA: %s\r\n\r\n";
            assertThat(RawConnection.once(small.uri(), request.formatted("a".repeat(700)))
                            .status())
                    .isEqualTo(200);
            assertThat(RawConnection.once(small.uri(), request.formatted("a".repeat(1_100)))
                            .status())
                    .isEqualTo(400);
            small.awaitReached("header_bytes", 1);
            assertThat(RawConnection.once(large.uri(), request.formatted("a".repeat(60_000)))
                            .status())
                    .isEqualTo(200);
            assertThat(RawConnection.once(large.uri(), request.formatted("a".repeat(66_000)))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_listener_whose_limits_are_used_up_leaves_another_alone() throws Exception {
        var limits = Map.of("http.max-in-flight", "2", "http.max-connections", "8");
        try (var full = new TestServer(limits, Callers.none(), waiting());
                var other = new TestServer(limits, Callers.none())) {
            List<RawConnection> slow = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                var client = impatient(full);
                client.send(
                        i < 2 ? "GET /waiting HTTP/1.1\r\nHost: x\r\n\r\n" : "GET /open HTTP/1.1\r\nHost: x\r\nA: b");
                slow.add(client);
            }
            try (var one = impatient(full)) {
                one.send(GET);
                assertThat(isAnswered(one)).isFalse();
            }
            await().untilAsserted(() ->
                    assertThat(full.now("http_requests_in_flight")).isEqualTo(2));
            assertThat(other.now("http_requests_in_flight")).isZero();
            try (var client = other.raw()) {
                for (int i = 0; i < 100; i++) {
                    client.send(GET);
                    assertThat(client.response().status()).isEqualTo(200);
                }
            }
            release.countDown();
            for (var client : slow) {
                client.close();
            }
        }
    }
}

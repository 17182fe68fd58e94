package galaxy.chassis.http;

import static galaxy.chassis.http.StrictRequestsIT.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.kernel.Deadline;
import galaxy.kernel.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LimitsIT {
    private static final Duration SOON = Duration.ofSeconds(8);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private Route slow() {
        return Route.get("/slow", Access.anyone(), exchange -> {
            arrived.countDown();
            try {
                assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Response.ok(json -> json.bool("slow", true));
        });
    }

    private static <T> FutureTask<T> background(Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    @Test
    void answers_a_client_with_slow_headers_and_closes_the_connection() throws Exception {
        try (var server = new TestServer(Map.of("http.read-timeout", "300ms"), Callers.none());
                var client = server.raw()) {
            client.send("GET /open HTTP/1.1\r\nHost: x\r\nA: b");
            var response = client.response();
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.headers()).containsKey("x-request-id").containsEntry("connection", "close");
            assertThat(response.body()).contains("\"invalid_request\"", "in time");
            assertThat(client.isEnded()).isTrue();
            server.awaitReached("header_time", 1);
        }
    }

    @Test
    void answers_a_client_with_a_slow_body_and_closes_the_connection() throws Exception {
        try (var server = new TestServer(Map.of("http.read-timeout", "300ms"), Callers.none())) {
            var head =
                    "POST /things/a/name HTTP/1.1\r\nHost: x\r\nX-Request-Id: r7\r\nContent-Type: application/json\r\n";
            for (var rest :
                    new String[] {"Content-Length: 20\r\n\r\n{\"na", "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"n"}) {
                try (var client = server.raw()) {
                    client.send(head + rest);
                    var response = client.response();
                    assertThat(response.status()).isEqualTo(400);
                    assertThat(response.headers()).containsEntry("x-request-id", "r7");
                    assertThat(client.isEnded()).isTrue();
                }
            }
            assertThat(server.get("/open").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refuses_a_request_whose_body_was_not_wanted_and_does_not_arrive() throws Exception {
        try (var server = new TestServer(Map.of("http.read-timeout", "300ms"), Callers.none());
                var client = server.raw()) {
            client.send("POST /unknown HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
            var response = client.response();
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.headers()).containsEntry("connection", "close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void closes_a_connection_with_a_chunk_length_without_end() throws Exception {
        try (var server = new TestServer(Map.of("http.read-timeout", "60s"), Callers.none());
                var client = server.raw()) {
            client.send("POST /things/a/name HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    .concat("Transfer-Encoding: chunked\r\n\r\n5;x="));
            await().atMost(SOON).until(() -> !client.send("x".repeat(64 * 1024)));
        }
    }

    @Test
    void leaves_a_slow_handler_alone() throws Exception {
        try (var server = new TestServer(Map.of("http.read-timeout", "100ms"), Callers.none(), slow())) {
            var answer = background(() -> server.get("/slow"));
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
            var fast = System.nanoTime();
            await().atMost(SOON).until(() -> System.nanoTime() - fast > 500_000_000L);
            release.countDown();
            assertThat(answer.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void closes_an_idle_connection() throws Exception {
        try (var server = new TestServer(Map.of("http.idle-timeout", "200ms"), Callers.none());
                var silent = server.raw();
                var used = server.raw()) {
            used.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(used.response().status()).isEqualTo(200);
            assertThat(used.isEnded()).isTrue();
            assertThat(silent.isEnded()).isTrue();
            server.awaitReached("idle", 2);
        }
    }

    @Test
    void refuses_more_requests_at_once_than_it_takes_on() throws Exception {
        try (var server = new TestServer(Map.of("http.max-in-flight", "1"), Callers.none(), slow())) {
            var first = background(() -> server.get("/slow"));
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
            var second = server.get("/open");
            assertRefused(second, 503, "service_unavailable");
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
            server.awaitReached("in_flight", 1);
            release.countDown();
            assertThat(first.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(server.get("/open").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void holds_as_many_large_bodies_as_it_takes_on_requests_and_small_ones_beside() throws Exception {
        var head = "POST /things/a/name HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ";
        try (var server = new TestServer(Map.of("http.max-in-flight", "1"), Callers.none());
                var one = server.raw();
                var other = server.raw();
                var small = server.raw()) {
            one.send(head + "6000\r\n\r\n{\"name\":\"" + "x".repeat(5000));
            other.send(head + "6000\r\n\r\n{\"name\":\"" + "x".repeat(5000));
            var ofOne = background(one::response);
            var ofOther = background(other::response);
            await().atMost(SOON).until(() -> ofOne.isDone() || ofOther.isDone());
            var refused = ofOne.isDone() ? ofOne : ofOther;
            assertThat(refused.get().status()).isEqualTo(503);
            server.awaitReached("in_flight", 1);

            small.send(head + "12\r\n\r\n{\"name\":\"x\"}");
            assertThat(small.response().status()).isEqualTo(200);

            (ofOne.isDone() ? other : one).send("x".repeat(989) + "\"}");
            assertThat((refused.equals(ofOne) ? ofOther : ofOne)
                            .get(8, TimeUnit.SECONDS)
                            .status())
                    .isEqualTo(200);
            small.send(head + "6000\r\n\r\n{\"name\":\"" + "x".repeat(5989) + "\"}");
            assertThat(small.response().status()).isEqualTo(200);
        }
    }

    @Test
    void counts_work_that_took_longer_than_it_may_and_warns_of_it_once() throws Exception {
        var log = new ByteArrayOutputStream();
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.INFO), log);
        var away = Route.get("/away", Access.anyone(), exchange -> {
            while (Deadline.nanosLeft() > 0) {
                Thread.onSpinWait();
            }
            throw new UnavailableException("the store of this test is away", Duration.ofSeconds(1));
        });
        try (var server = new TestServer(Map.of("http.work-timeout", "1ms"), Callers.none(), away)) {
            for (int i = 0; i < 20; i++) {
                assertRefused(server.get("/away"), 503, "service_unavailable");
            }
            server.awaitReached("work_time", 20);
        } finally {
            Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.out);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).containsOnlyOnce("the store of this test is away");
    }

    @Test
    void finishes_what_runs_when_it_is_stopped_and_takes_nothing_new() throws Exception {
        try (var server = new TestServer(Map.of(), Callers.none(), slow());
                var idle = server.raw()) {
            idle.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n");
            idle.response();
            var running = background(() -> server.get("/slow"));
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
            var stopped = background(() -> {
                server.server.close();
                return true;
            });
            assertThat(idle.isEnded()).isTrue();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThatThrownBy(server::raw).isInstanceOf(IOException.class));
            assertThat(stopped.isDone()).isFalse();
            release.countDown();
            HttpResponse<String> answer = running.get(5, TimeUnit.SECONDS);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Connection")).hasValue("close");
            assertThat(stopped.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void does_not_wait_for_ever_when_it_is_stopped() throws Exception {
        try (var server = new TestServer(Map.of("http.stop-timeout", "200ms"), Callers.none(), slow())) {
            var running = background(() -> server.get("/slow"));
            assertThat(arrived.await(5, TimeUnit.SECONDS)).isTrue();
            long before = System.nanoTime();
            server.server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            await().atMost(SOON).until(running::isDone);
            release.countDown();
        }
    }

    @Test
    void says_which_port_it_cannot_have() throws Exception {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            var settings = TestServer.settings(Map.of("things.http.port", Integer.toString(taken.getLocalPort())));
            var registry = new io.prometheus.metrics.model.registry.PrometheusRegistry();
            assertThatThrownBy(() -> HttpServer.start(
                            "things",
                            HttpApi.json(Routes.of(TestServer.ROUTES)),
                            settings,
                            Callers.none(),
                            new galaxy.chassis.telemetry.HttpMetrics(registry)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1 port " + taken.getLocalPort())
                    .hasMessageContaining("another port");
        }
    }
}

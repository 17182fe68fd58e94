package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.health.Readiness;
import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.testkit.Metrics;
import galaxy.testkit.http.RawConnection;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests have a line, and a log stream without a reader. */
@Timeout(120)
class AccessLogIT {
    private static final Route SLOW = Route.get("/delayed", Access.anyone(), exchange -> {
        try {
            Thread.sleep(120);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Response.empty(204);
    });

    @AfterEach
    void restore() {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.out);
    }

    @ParameterizedTest
    @CsvSource({
        "all, /delayed /open none none malformed",
        "slow, /delayed none none malformed",
        "off, none none malformed",
        "1/999999, none none malformed"
    })
    void has_a_line_for_every_failure_and_for_what_the_mode_says(String mode, String routes) throws Exception {
        var log = new ByteArrayOutputStream();
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.INFO), log);
        try (var server = new TestServer(Map.of("things.http.access-log", mode), Callers.none(), SLOW);
                var raw = server.raw()) {
            // The first request of a process may be slow by itself.
            server.get("/delayed");
            server.get("/open");
            server.get("/nothing");
            await().until(() -> routes(log).contains("none"));
            log.reset();
            server.get("/delayed");
            server.get("/open");
            server.get("/nothing");
            server.post("/open", "{}");
            raw.send("GARBAGE\r\n\r\n");
            raw.response();
        }
        await().untilAsserted(() -> assertThat(routes(log)).containsExactlyInAnyOrder(routes.split(" ", -1)));
    }

    @Test
    void the_listener_of_the_process_has_lines_for_failures_alone() throws Exception {
        var log = new ByteArrayOutputStream();
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.INFO), log);
        var registry = new PrometheusRegistry();
        var readiness = new Readiness(List.of());
        try (var server = new ManagementServer(
                        TestServer.settings(Map.of()), readiness, registry, new HttpMetrics(registry));
                var raw = new RawConnection(server.uri())) {
            for (var request : List.of("/livez", "/readyz", "/metrics", "/nothing", "/livez?a=1")) {
                raw.send("GET " + request + " HTTP/1.1\r\nHost: x\r\n\r\n");
                raw.response();
            }
            raw.send("GET /livez HTTP/1.1\r\nHost: evil.example\r\n\r\n");
            assertThat(raw.response().status()).isEqualTo(421);
            raw.send("GARBAGE\r\n\r\n");
            raw.response();
        }
        await().untilAsserted(() -> assertThat(outcomes(log))
                .containsExactly(
                        "none route_not_found",
                        "/livez invalid_request",
                        "/livez misdirected_request",
                        "none invalid_request"));
    }

    private static List<String> outcomes(ByteArrayOutputStream log) {
        Logging.drain();
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("request answered") && line.contains("service=management"))
                .map(line ->
                        line.replaceAll(".* route=(\\S+).*", "$1") + " " + line.replaceAll(".* outcome=(\\S+).*", "$1"))
                .toList();
    }

    /** Lines are written after the response was sent. */
    private static List<String> routes(ByteArrayOutputStream log) {
        Logging.drain();
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("request answered"))
                // A request of another test may end only now.
                .filter(line -> !line.contains("route=/slow"))
                .map(line -> line.contains("outcome=invalid_request")
                        ? "malformed"
                        : line.replaceAll(".* route=(\\S+).*", "$1"))
                .toList();
    }

    @Test
    void a_log_stream_without_a_reader_delays_no_request_and_lost_lines_are_counted() throws Exception {
        var release = new CountDownLatch(1);
        var blocked = new OutputStream() {
            @Override
            public void write(int one) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        var registry = new PrometheusRegistry();
        var metrics = new ServerMetrics(registry);
        Logging.configure(new LogSettings(LogFormat.JSON, LogLevel.INFO), blocked);
        try (var server = HttpServer.start(
                        "things",
                        HttpApi.json(Routes.of(TestServer.ROUTES)),
                        TestServer.settings(Map.of()),
                        Callers.none(),
                        metrics.http());
                var client = new RawConnection(server.uri())) {
            var request = "GET /nothing HTTP/1.1\r\nHost: x\r\nX-Request-Id: " + "r".repeat(120) + "\r\n\r\n";
            long slowest = 0;
            while (lost(registry) < 10) {
                long before = System.nanoTime();
                client.send(request.repeat(50));
                for (int i = 0; i < 50; i++) {
                    assertThat(client.response().status()).isEqualTo(404);
                }
                slowest = Math.max(slowest, System.nanoTime() - before);
            }
            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(5));
        } finally {
            release.countDown();
        }
    }

    private static double lost(PrometheusRegistry registry) {
        return Metrics.of(registry).sum("access_log_lost_lines_total");
    }
}

package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.settings.SettingSources;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.ProcessSettings;
import galaxy.testkit.RedisNode;
import galaxy.testkit.SettableClock;
import galaxy.testkit.UsersCaller;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What {@code /livez} and {@code /readyz} say while a process starts, and when only events wait. */
class ReadinessIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-03-01T00:00:00Z"));

    /** Without the gateway, which is not ready by a clock that Redis does not have. */
    private RunningProcess start(RedisNode redis, int management) {
        return start(
                redis,
                management,
                Galaxy.PROCESS.names().stream()
                        .filter(name -> !name.equals("gateway"))
                        .toList());
    }

    private RunningProcess start(RedisNode redis, int management, List<String> names) {
        return Galaxy.PROCESS.start(
                SettingSources.of(ProcessSettings.with(Map.of(
                        "redis.uri", redis.uri(),
                        "redis.timeout", "20s",
                        "management.port", Integer.toString(management)))),
                names,
                clock);
    }

    private static HttpResponse<String> get(URI from, String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(from + path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void lives_before_redis_answers_and_says_what_it_waits_for() throws Exception {
        try (var redis = RedisNode.start();
                var background = Executors.newVirtualThreadPerTaskExecutor()) {
            redis.pause();
            int port = LoopbackPorts.free();
            var management = URI.create("http://127.0.0.1:" + port);
            var starting = background.submit(() -> start(redis, port));
            await().atMost(SOON)
                    .ignoreException(java.net.ConnectException.class)
                    .untilAsserted(() ->
                            assertThat(get(management, "/livez").statusCode()).isEqualTo(200));
            var waiting = get(management, "/readyz");
            assertThat(waiting.statusCode()).isEqualTo(503);
            assertThat(waiting.body())
                    .contains("{\"name\":\"store\",\"status\":\"down\",\"reason\":\"starting\"}")
                    .contains("{\"name\":\"users\",\"status\":\"down\",\"reason\":\"starting\"}");
            redis.resume();
            try (var process = starting.get()) {
                assertThat(get(process.management(), "/readyz").statusCode()).isEqualTo(200);
                assertThat(get(process.management(), "/metrics").body())
                        .contains("jvm_memory_used_bytes", "jvm_threads_current");
            }
        }
    }

    @Test
    void is_not_ready_with_a_clock_far_from_that_of_redis() throws Exception {
        try (var redis = RedisNode.start();
                var process = start(redis, 0, Galaxy.PROCESS.names())) {
            var readiness = get(process.management(), "/readyz");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body())
                    .containsPattern("\"gateway-clock\",\"status\":\"down\",\"reason\":\"the clock is [0-9.]+ s from");
            assertThat(get(process.management(), "/metrics").body())
                    .containsPattern("gateway_clock_skew_seconds [1-9]");
        }
    }

    @Test
    void stays_ready_while_events_cannot_be_published() throws Exception {
        try (var redis = RedisNode.start();
                var process = start(redis, 0)) {
            redis.call("SET", "galaxy:events", "not a stream");
            var _ = new UsersCaller(List.of(URI.create(process.address("users")))).ensure("pilot@example.com");
            clock.advance(Duration.ofMinutes(2));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    get(process.management(), "/metrics").body())
                            .containsPattern("relay_lag_seconds\\{service=\"users\"} 1[0-9]{2}"));
            assertThat(get(process.management(), "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shows_how_far_sign_in_and_countries_are_behind_and_stays_ready() throws Exception {
        try (var redis = RedisNode.start();
                var process = start(redis, 0)) {
            redis.call("SET", "galaxy:events", "not a stream");
            await().atMost(SOON).untilAsserted(() -> {
                var readiness = get(process.management(), "/readyz");
                assertThat(readiness.statusCode()).isEqualTo(200);
                assertThat(readiness.body())
                        .contains("{\"name\":\"auth-relay\",\"status\":\"up\"")
                        .contains("{\"name\":\"geoprofile-relay\",\"status\":\"up\"")
                        .containsPattern(behind("auth-follower"))
                        .containsPattern(behind("geoprofile-follower"));
            });
            // What was read a moment ago may have been rounded up.
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    get(process.management(), "/metrics").body())
                            .contains("auth_relay_lag_seconds")
                            .containsPattern("auth_follower_lag_seconds [1-9]")
                            .containsPattern("geoprofile_follower_lag_seconds [1-9]"));
        }
    }

    private static String behind(String check) {
        return "\"name\":\"" + check + "\",\"status\":\"up\",\"[a-z]+\":\"[1-9][0-9]*[.][0-9] s behind\"";
    }
}

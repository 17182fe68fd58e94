package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.EveryRole;
import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.testkit.Metrics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TelemetryIT {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.out);
    }

    private List<String> lines(int count) {
        await().until(() -> log.toString(StandardCharsets.UTF_8).lines().count() >= count);
        return log.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void writes_one_json_line_for_each_request() throws Exception {
        Logging.configure(new LogSettings(LogFormat.JSON, LogLevel.INFO), log);
        try (var server = new TestServer(Map.of(), EveryRole.callers())) {
            var trace = "0af7651916cd43dd8448eb211c80319c";
            server.send(server.request("/things/secret-id?page_size=1")
                    .header("Authorization", "Bearer admin-token")
                    .header("X-Request-Id", "req-1")
                    .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));
            assertThat(lines(1))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("{\"time\":\"20")
                            .endsWith("}")
                            .contains("\"level\":\"INFO\"", "\"logger\":\"galaxy.access\"", "\"request_id\":\"req-1\"")
                            .contains("\"caller\":\"admin-1\"", "\"trace_id\":\"" + trace + "\"")
                            .contains(
                                    "\"route\":\"/things/{id}\"",
                                    "\"method\":\"GET\"",
                                    "\"status\":400",
                                    "\"duration_ms\":"));
        }
    }

    @ParameterizedTest
    @EnumSource(LogFormat.class)
    void writes_no_path_query_token_or_body(LogFormat format) throws Exception {
        Logging.configure(new LogSettings(format, LogLevel.DEBUG), log);
        try (var server = new TestServer(Map.of(), EveryRole.callers());
                var raw = server.raw()) {
            server.send(server.request("/things/hidden-1/exists").header("Authorization", "Bearer lobby-token"));
            server.get("/hidden-2?hidden-3=hidden-4");
            server.send(server.request("/things?hidden-5=1").header("Authorization", "Bearer admin-token"));
            server.send(server.request("/things/hidden-6").header("Authorization", "Bearer hidden-7"));
            raw.send("GET /hidden-8 HTTP/1.1\r\nHost: x\r\nhidden 9: 1\r\n\r\n");
            raw.response();
            assertThat(String.join("\n", lines(5)))
                    .doesNotContain("hidden")
                    .doesNotContain("lobby-token")
                    .contains("/things/{id}/exists");
            assertThat(lines(5)).hasSize(5);
        }
    }

    @Test
    void counts_by_service_route_method_and_outcome_and_by_nothing_else() throws Exception {
        try (var server = new TestServer(Map.of(), EveryRole.callers());
                var raw = server.raw()) {
            server.send(server.request("/things/u1/exists").header("Authorization", "Bearer lobby-token"));
            server.get("/things/u2");
            server.get("/nowhere/u3");
            raw.send("BREW /open HTTP/1.1\r\nHost: x\r\n\r\n");
            raw.response();
            await().untilAsserted(() -> assertThat(Metrics.of(server.registry).lines("http_requests_total{"))
                    .containsExactlyInAnyOrder(
                            series("GET", "ok", "/things/{id}/exists"),
                            series("GET", "unauthenticated", "/things/{id}"),
                            series("GET", "route_not_found", "none"),
                            series("other", "method_not_allowed", "none")));
            assertThat(Metrics.of(server.registry).text())
                    .contains("http_request_duration_seconds_bucket{method=\"GET\",route=\"/things/{id}\","
                            .concat("service=\"things\",le=\"0.001\"}"));
        }
    }

    private static String series(String method, String outcome, String route) {
        return "http_requests_total{method=\"%s\",outcome=\"%s\",route=\"%s\",service=\"things\"} 1.0"
                .formatted(method, outcome, route);
    }
}

package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.health.Readiness;
import galaxy.chassis.identity.Access;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.testkit.http.RawConnection;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementIT {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final AtomicBoolean store = new AtomicBoolean(true);
    private final HttpClient client = HttpClient.newHttpClient();
    private final Readiness readiness = started(List.of(
            new HealthCheck(
                    "store", () -> store.get() ? HealthCheck.Status.up() : HealthCheck.Status.down("does not answer")),
            new HealthCheck("relay", HealthCheck.Status::up)));
    private final ManagementServer server =
            new ManagementServer(TestServer.settings(Map.of()), readiness, registry, new HttpMetrics(registry));

    private static Readiness started(List<HealthCheck> checks) {
        var readiness = new Readiness(List.of());
        checks.forEach(readiness::started);
        return readiness;
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private HttpResponse<String> get(ManagementServer from, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(from.uri() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void reports_that_it_is_alive_and_ready() throws Exception {
        assertThat(get(server, "/livez").body()).isEqualTo("{\"status\":\"alive\"}");
        assertThat(get(server, "/readyz").body())
                .isEqualTo("{\"status\":\"ready\",\"checks\":[{\"name\":\"store\",\"status\":\"up\",\"reason\":null},"
                        .concat("{\"name\":\"relay\",\"status\":\"up\",\"reason\":null}]}"));
    }

    @Test
    void serves_the_pages_of_services_that_have_started() throws Exception {
        assertThat(get(server, "/page").statusCode()).isEqualTo(404);
        server.add(List.of(
                Route.get("/page", Access.anyone(), exchange -> Response.ok(json -> json.bool("page", true)))));
        assertThat(get(server, "/page").body()).isEqualTo("{\"page\":true}");
        assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
        assertThat(server.paths()).containsExactly("/livez", "/readyz", "/metrics", "/page");
    }

    @Test
    void is_not_ready_while_a_check_fails() throws Exception {
        store.set(false);
        var response = get(server, "/readyz");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .contains("\"not_ready\"", "{\"name\":\"store\",\"status\":\"down\",\"reason\":\"does not answer\"}");
        assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
        store.set(true);
        assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void is_not_ready_but_alive_while_it_stops() throws Exception {
        readiness.stopping();
        var response = get(server, "/readyz");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"stopping\"");
        assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void counts_a_check_that_fails_or_hangs_as_down() throws Exception {
        var never = new CountDownLatch(1);
        var checks = List.of(
                new HealthCheck("broken", () -> {
                    throw new IllegalStateException("secret");
                }),
                new HealthCheck("hangs", () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return HealthCheck.Status.up();
                }));
        var bad = new PrometheusRegistry();
        try (var other =
                new ManagementServer(TestServer.settings(Map.of()), started(checks), bad, new HttpMetrics(bad))) {
            var response = get(other, "/readyz");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body())
                    .contains("the check itself failed", "no answer within 2 s")
                    .doesNotContain("secret");
        }
    }

    @Test
    void names_the_parts_that_have_not_started() throws Exception {
        var starting = new Readiness(List.of("store", "things"));
        starting.started(new HealthCheck("things", HealthCheck.Status::up));
        var other = new PrometheusRegistry();
        try (var begun = new ManagementServer(TestServer.settings(Map.of()), starting, other, new HttpMetrics(other))) {
            var response = get(begun, "/readyz");
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body())
                    .isEqualTo("{\"status\":\"not_ready\",\"checks\":["
                            + "{\"name\":\"store\",\"status\":\"down\",\"reason\":\"starting\"},"
                            + "{\"name\":\"things\",\"status\":\"up\",\"reason\":null}]}");
        }
    }

    @Test
    void shows_metrics_as_prometheus_text() throws Exception {
        get(server, "/livez");
        var response = get(server, "/metrics");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(response.body())
                .contains(
                        "http_requests_total{method=\"GET\",outcome=\"ok\",route=\"/livez\",service=\"management\"} 1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/livez", "/readyz"})
    void is_not_there_for_pages_of_other_sites(String path) throws Exception {
        try (var client = new RawConnection(server.uri())) {
            for (var headers : List.of(
                    "Host: evil.example\r\n",
                    "Host: localhost\r\nOrigin: http://evil.example\r\n",
                    "Host: localhost\r\nOrigin: null\r\n")) {
                client.send("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n");
                var response = client.response();
                assertThat(response.status()).isEqualTo(421);
                assertThat(response.body()).contains("\"misdirected_request\"").doesNotContain("http_requests_total");
            }
            client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(200);
        }
    }

    @Test
    void has_the_same_errors_as_every_listener() throws Exception {
        var response = get(server, "/");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"route_not_found\"");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    }
}

package galaxy.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Callers;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.testkit.Metrics;
import galaxy.testkit.http.RawConnection;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections of one address to a listener that has a limit of them. */
final class AddressConnectionsIT {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final List<RawConnection> opened = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (RawConnection each : opened) {
            each.close();
        }
    }

    private HttpServer server(Map<String, String> settings, int most) {
        return HttpServer.start(
                "things",
                new HttpApi(Routes.of(TestServer.ROUTES), ErrorRenderer.JSON),
                TestServer.settings(settings).withAddressConnections(most),
                Callers.none(),
                new HttpMetrics(registry));
    }

    private RawConnection open(HttpServer server) throws IOException {
        var connection = new RawConnection(server.uri());
        opened.add(connection);
        return connection;
    }

    private boolean isServed(HttpServer server) throws IOException {
        try (var connection = new RawConnection(server.uri())) {
            return isServed(connection);
        }
    }

    private static boolean isServed(RawConnection connection) throws IOException {
        if (!connection.send("GET /open HTTP/1.1\r\nHost: x\r\n\r\n")) {
            return false;
        }
        try {
            return connection.response().status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void one_more_than_the_limit_is_closed_and_others_are_served() throws IOException {
        try (var server = server(Map.of(), 3)) {
            for (int i = 0; i < 3; i++) {
                assertThat(isServed(open(server))).isTrue();
            }
            assertThat(isServed(server)).isFalse();
            assertThat(Metrics.of(registry).sum("http_limits_reached_total", "limit=\"address_connections\""))
                    .isPositive();
            assertThat(isServed(opened.getLast()))
                    .as("those that are open go on")
                    .isTrue();
            opened.getFirst().close();
            await().until(() -> isServed(server));
            await().until(() -> isServed(server));
        }
    }

    @Test
    void trusted_proxies_have_any_number() throws IOException {
        try (var server = server(Map.of("things.http.trusted-proxies", "127.0.0.0/8"), 1)) {
            for (int i = 0; i < 5; i++) {
                assertThat(isServed(open(server))).isTrue();
            }
        }
    }
}

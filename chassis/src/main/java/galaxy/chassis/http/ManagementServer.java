package galaxy.chassis.http;

import galaxy.chassis.health.Readiness;
import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.telemetry.HttpMetrics;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.slf4j.event.Level;

/**
 * The port of the process itself, open to every client that reaches it: {@code /livez} (it runs), {@code /readyz} (it
 * takes requests: {@code {"status":"ready"|"not_ready","checks":[{"name","status":"up"|"down","reason":…|null}]}}, {@code 503}
 * when not) and {@code /metrics} (Prometheus text); and to the pages that services have for operators.
 */
public final class ManagementServer implements AutoCloseable {
    public static final ListenerKeys KEYS =
            new ListenerKeys("management", 8090, "port of /livez, /readyz and /metrics; 0 for any free one");

    private final Readiness readiness;
    private final PrometheusRegistry registry;
    private final Routes routes;
    private final HttpServer server;

    /**
     * Starts listening.
     *
     * @throws UncheckedIOException when the port is not available
     */
    public ManagementServer(
            ListenerSettings settings, Readiness readiness, PrometheusRegistry registry, HttpMetrics metrics) {
        this.readiness = readiness;
        this.registry = registry;
        this.routes = Routes.of(List.of(
                Route.get("/livez", Access.anyone(), exchange -> Response.ok(json -> json.string("status", "alive"))),
                Route.get("/readyz", Access.anyone(), exchange -> ready()),
                Route.get("/metrics", Access.anyone(), exchange -> metrics())));
        var access = new AccessLog("management", metrics, Level.DEBUG, settings.accessLog());
        this.server = HttpServer.start(HttpApi.json(routes), settings, Callers.none(), access);
    }

    public int port() {
        return server.port();
    }

    public URI uri() {
        return server.uri();
    }

    /** From now on these pages are served too. */
    public void add(List<Route> pages) {
        routes.add(pages);
    }

    /** The paths that are served. */
    public List<String> paths() {
        return routes.table().stream().map(Route::template).toList();
    }

    @Override
    public void close() {
        server.close();
    }

    private Response ready() {
        var results = readiness.check();
        boolean ready = results.stream().allMatch(Readiness.Result::isUp);
        return Response.json(
                ready ? 200 : 503,
                json -> json.string("status", ready ? "ready" : "not_ready")
                        .array(
                                "checks",
                                results,
                                (row, result) -> row.string("name", result.name())
                                        .string("status", result.isUp() ? "up" : "down")
                                        .string("reason", result.status().why())));
    }

    private Response metrics() {
        var bytes = new ByteArrayOutputStream(16 * 1024);
        var writer = PrometheusTextFormatWriter.create();
        try {
            writer.write(bytes, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Response.encoded(200, writer.getContentType(), bytes.toByteArray());
    }
}

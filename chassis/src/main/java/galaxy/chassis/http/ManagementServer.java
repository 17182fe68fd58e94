package galaxy.chassis.http;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.telemetry.HttpMetrics;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The process's own port, open to whoever reaches it: {@code /livez} (it runs), {@code /readyz} (it may be sent requests:
 * {@code {"status":"ready"|"not_ready","checks":[{"name","status":"up"|"down","reason":…|null}]}}, {@code 503} when not)
 * and {@code /metrics} (Prometheus text).
 */
public final class ManagementServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<HealthCheck> checks;
    private final PrometheusRegistry registry;
    private final HttpServer server;
    private volatile boolean stopping;

    /**
     * Starts to listen.
     *
     * @throws UncheckedIOException when the port cannot be had
     */
    public ManagementServer(
            ManagementSettings management,
            HttpSettings settings,
            List<HealthCheck> checks,
            PrometheusRegistry registry,
            HttpMetrics metrics) {
        this.checks = List.copyOf(checks);
        this.registry = registry;
        var routes = Routes.of(List.of(
                Route.get("/livez", Access.anyone(), exchange -> Response.ok(json -> json.string("status", "alive"))),
                Route.get("/readyz", Access.anyone(), exchange -> ready()),
                Route.get("/metrics", Access.anyone(), exchange -> metrics())));
        var access = new AccessLog("management", metrics, Level.DEBUG);
        this.server = HttpServer.start(management.port(), routes, Callers.none(), settings, access);
    }

    /** From now on the process is not ready, so that nobody sends it more; everything else goes on. */
    public void stopping() {
        stopping = true;
    }

    public int port() {
        return server.port();
    }

    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
    }

    private record Result(String name, HealthCheck.Status status) {}

    private Response ready() {
        var running = checks.stream()
                .map(check -> new FutureTask<>(check.status()::get))
                .toList();
        running.forEach(Thread.ofVirtual().name("check")::start);
        var results = new java.util.ArrayList<Result>();
        if (stopping) {
            results.add(new Result("process", HealthCheck.Status.down("stopping")));
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 0; i < checks.size(); i++) {
            results.add(new Result(checks.get(i).name(), outcome(checks.get(i), running.get(i), deadline)));
        }
        boolean ready = results.stream().allMatch(result -> result.status instanceof HealthCheck.Status.Up);
        return Response.json(
                ready ? 200 : 503,
                json -> json.string("status", ready ? "ready" : "not_ready")
                        .array(
                                "checks",
                                results,
                                (row, result) -> row.string("name", result.name)
                                        .string(
                                                "status",
                                                result.status instanceof HealthCheck.Status.Up ? "up" : "down")
                                        .string("reason", result.status.why())));
    }

    private static HealthCheck.Status outcome(HealthCheck check, FutureTask<HealthCheck.Status> task, long deadline) {
        try {
            return task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return HealthCheck.Status.down("no answer within " + PATIENCE.toSeconds() + " s");
        } catch (ExecutionException e) {
            LOG.warn("the check {} failed", check.name(), e.getCause());
            return HealthCheck.Status.down("the check itself failed; see the log");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthCheck.Status.down("interrupted");
        }
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

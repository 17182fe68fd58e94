package galaxy.chassis.service;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.http.Route;
import galaxy.chassis.server.Draining;
import java.util.List;

/**
 * A running service.
 *
 * @param endpoints of its listeners; at least one
 * @param checks conditions for it to take requests
 * @param parts what runs for it, in the order in which it stops: its listener first, which completes running requests, then
 *     the work in the background
 * @param pages for operators, at the management port
 */
public record Running(List<Endpoint> endpoints, List<HealthCheck> checks, List<AutoCloseable> parts, List<Route> pages)
        implements AutoCloseable {
    public Running {
        endpoints = List.copyOf(endpoints);
        checks = List.copyOf(checks);
        parts = List.copyOf(parts);
        pages = List.copyOf(pages);
    }

    /** A service without pages for operators. */
    public Running(List<Endpoint> endpoints, List<HealthCheck> checks, List<AutoCloseable> parts) {
        this(endpoints, checks, parts, List.of());
    }

    /** The address of its first listener. */
    public String address() {
        return endpoints.getFirst().address();
    }

    /** Serves on, and has clients leave. */
    public void drain() {
        parts.forEach(part -> {
            if (part instanceof Draining listener) {
                listener.drain();
            }
        });
    }

    /** Stops every part, also when one fails to. */
    @Override
    public void close() {
        closeAll(parts);
    }

    /** @throws IllegalStateException after stopping all, when one failed */
    static void closeAll(List<AutoCloseable> parts) {
        var failed = new IllegalStateException("a part of the service did not stop");
        for (var part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                failed.addSuppressed(e);
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }
}

package galaxy.chassis.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/** What is open at the listeners of one protocol, and what their limits have refused or ended. */
final class ListenerMetrics {
    private final Counter reached;
    private final Map<String, Open> listeners = new ConcurrentHashMap<>();

    /** What a listener holds now. */
    private record Open(IntSupplier connections, IntSupplier inFlight) {}

    /** @param protocol {@code http} or {@code rpc}, with which the names begin */
    ListenerMetrics(String protocol, PrometheusRegistry registry) {
        reached = Counter.builder()
                .name(protocol + "_limits_reached_total")
                .help("Requests refused, connections closed and connections left waiting by a limit of the listener")
                .labelNames("service", "limit")
                .register(registry);
        gauge(protocol + "_connections", "Open connections", open -> open.connections.getAsInt(), registry);
        gauge(
                protocol + "_requests_in_flight",
                "Requests that are worked on now",
                open -> open.inFlight.getAsInt(),
                registry);
    }

    private void gauge(String name, String help, ToIntFunction<Open> value, PrometheusRegistry registry) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("service")
                .callback(callback ->
                        listeners.forEach((service, open) -> callback.call(value.applyAsInt(open), service)))
                .register(registry);
    }

    /** The limits of the listener of a service, each counted from 0. */
    ListenerLimits of(String service) {
        for (var limit : ListenerLimit.values()) {
            reached.initLabelValues(service, limit.label());
        }
        return new ListenerLimits(this, service);
    }

    void reached(String service, ListenerLimit limit) {
        reached.labelValues(service, limit.label()).inc();
    }

    void show(String service, IntSupplier connections, IntSupplier inFlight) {
        listeners.put(service, new Open(connections, inFlight));
    }
}

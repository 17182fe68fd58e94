package galaxy.chassis.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/**
 * The metrics of gRPC calls. Labels have few values, all known beforehand: the service, the name of the method and the
 * outcome. Never a user.
 */
public final class RpcMetrics {
    private final Counter requests;
    private final Histogram durations;
    private final ListenerMetrics listeners;

    public RpcMetrics(PrometheusRegistry registry) {
        requests = Counter.builder()
                .name("rpc_requests_total")
                .help("gRPC calls answered, by outcome: ok, the reason of the error, or cancelled")
                .labelNames("service", "method", "outcome")
                .register(registry);
        durations = Histogram.builder()
                .name("rpc_request_duration_seconds")
                .help("Time from the call's headers to the response written to the socket")
                .unit(Unit.SECONDS)
                .classicOnly()
                .classicUpperBounds(HttpMetrics.BOUNDS)
                .labelNames("service", "method")
                .register(registry);
        listeners = new ListenerMetrics("rpc", registry);
    }

    /** The limits of the listener of a service. */
    public ListenerLimits limits(String service) {
        return listeners.of(service);
    }

    /**
     * Counts one response.
     *
     * @param method the name without package and service, or {@code none} when there is no such method
     * @param outcome {@code ok}, or the reason of the error in lower case
     */
    public void answered(String service, String method, String outcome, long nanos) {
        requests.labelValues(service, method, outcome).inc();
        durations.labelValues(service, method).observe(nanos / 1e9);
    }
}

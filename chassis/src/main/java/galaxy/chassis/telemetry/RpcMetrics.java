package galaxy.chassis.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/**
 * What is counted of each gRPC call. Labels take few values, all of them known beforehand: the service, the bare name of
 * the method, and what became of it. Never a user.
 */
public final class RpcMetrics {
    private final Counter requests;
    private final Histogram durations;

    public RpcMetrics(PrometheusRegistry registry) {
        requests = Counter.builder()
                .name("rpc_requests_total")
                .help("gRPC calls answered, by what became of them: ok, the reason of the error, or cancelled")
                .labelNames("service", "method", "outcome")
                .register(registry);
        durations = Histogram.builder()
                .name("rpc_request_duration_seconds")
                .help("Time from the call's headers to the answer handed to the socket")
                .unit(Unit.SECONDS)
                .classicOnly()
                .classicUpperBounds(HttpMetrics.BOUNDS)
                .labelNames("service", "method")
                .register(registry);
    }

    /**
     * Counts one answer.
     *
     * @param method the bare name, or {@code none} when there is no such method
     * @param outcome {@code ok}, or the reason of the error in lower case
     */
    public void answered(String service, String method, String outcome, long nanos) {
        requests.labelValues(service, method, outcome).inc();
        durations.labelValues(service, method).observe(nanos / 1e9);
    }
}

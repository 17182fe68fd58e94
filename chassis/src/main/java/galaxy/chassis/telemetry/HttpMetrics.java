package galaxy.chassis.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/**
 * The metrics of HTTP requests. Labels have few values, all known beforehand: the service, the template of the route
 * (never the path), the method and the outcome. Never a user.
 */
public final class HttpMetrics {
    /** In seconds; the same for every listener, so that they can be compared. */
    static final double[] BOUNDS = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private final Counter requests;
    private final Histogram durations;
    private final ListenerMetrics listeners;

    public HttpMetrics(PrometheusRegistry registry) {
        requests = Counter.builder()
                .name("http_requests_total")
                .help("HTTP requests answered, by outcome: ok or the code of the error")
                .labelNames("service", "route", "method", "outcome")
                .register(registry);
        durations = Histogram.builder()
                .name("http_request_duration_seconds")
                .help("Time from the request's head to the response written to the socket")
                .unit(Unit.SECONDS)
                .classicOnly()
                .classicUpperBounds(BOUNDS)
                .labelNames("service", "route", "method")
                .register(registry);
        listeners = new ListenerMetrics("http", registry);
    }

    /** The limits of the listener of a service. */
    public ListenerLimits limits(String service) {
        return listeners.of(service);
    }

    /**
     * Counts one response.
     *
     * @param route the template, or {@code none} when no route matched
     * @param outcome {@code ok} or a stable error code
     */
    public void answered(String service, String route, String method, String outcome, long nanos) {
        requests.labelValues(service, route, method, outcome).inc();
        durations.labelValues(service, route, method).observe(nanos / 1e9);
    }
}

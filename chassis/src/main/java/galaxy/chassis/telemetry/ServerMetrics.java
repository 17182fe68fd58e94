package galaxy.chassis.telemetry;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The metrics of every listener of a process, registered once, whatever number of services it runs. */
public record ServerMetrics(HttpMetrics http, RpcMetrics rpc) {
    public ServerMetrics(PrometheusRegistry registry) {
        this(new HttpMetrics(registry), new RpcMetrics(registry));
    }
}

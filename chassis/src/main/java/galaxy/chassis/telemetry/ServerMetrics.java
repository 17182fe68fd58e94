package galaxy.chassis.telemetry;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The metrics of every listener of a process, registered once, whatever number of services it runs.
 *
 * @param registry for the metrics of a service itself
 */
public record ServerMetrics(HttpMetrics http, RpcMetrics rpc, PrometheusRegistry registry) {
    public ServerMetrics(PrometheusRegistry registry) {
        this(new HttpMetrics(registry), new RpcMetrics(registry), registry);
        CounterWithCallback.builder()
                .name("access_log_lost_lines_total")
                .help("Lines of the access log that were lost, as the log stream did not accept them in time")
                .callback(callback -> callback.call((double) Logging.lostLines()))
                .register(registry);
    }
}

package galaxy.chassis.telemetry;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The registry of one process. */
public final class Metrics {
    private Metrics() {}

    /** A new registry with the JVM's own metrics in it. */
    public static PrometheusRegistry registry() {
        var registry = new PrometheusRegistry();
        JvmMetrics.builder().register(registry);
        return registry;
    }
}

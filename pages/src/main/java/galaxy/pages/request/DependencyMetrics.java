package galaxy.pages.request;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;

/** What is counted of the services that pages of a process stand on. */
public final class DependencyMetrics {
    private static final double[] BOUNDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5};

    private final String service;
    private final Histogram calls;
    private final Gauge open;

    /** How a call went. */
    enum Outcome {
        OK,
        UNAVAILABLE,
        NOT_CALLED
    }

    /**
     * Registers them.
     *
     * @param service whose pages they are
     */
    public DependencyMetrics(String service, PrometheusRegistry registry) {
        this.service = service;
        this.calls = Histogram.builder()
                .name("page_dependency_seconds")
                .help("Time of calls to the services that pages stand on")
                .labelNames("service", "dependency", "outcome")
                .classicOnly()
                .classicUpperBounds(BOUNDS)
                .register(registry);
        this.open = Gauge.builder()
                .name("page_breaker_open")
                .help("1 while a service is not called because it did not respond")
                .labelNames("service", "dependency")
                .register(registry);
    }

    void called(String dependency, Outcome outcome, long nanos) {
        calls.labelValues(service, dependency, outcome.name().toLowerCase(Locale.ROOT))
                .observe(nanos / 1e9);
    }

    void open(String dependency, boolean isOpen) {
        open.labelValues(service, dependency).set(isOpen ? 1 : 0);
    }
}

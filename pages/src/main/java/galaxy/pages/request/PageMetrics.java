package galaxy.pages.request;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What is counted of the pages of a process. Holds words of the program only. */
public final class PageMetrics {
    private static final double[] BOUNDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25};

    private final Counter refused;
    private final Histogram rendered;

    public PageMetrics(PrometheusRegistry registry) {
        this.refused = Counter.builder()
                .name("page_refused_total")
                .help("Requests of pages that a check refused")
                .labelNames("service", "check")
                .register(registry);
        this.rendered = Histogram.builder()
                .name("page_render_seconds")
                .help("Time from a page as a value to its HTML")
                .labelNames("service", "page")
                .classicOnly()
                .classicUpperBounds(BOUNDS)
                .register(registry);
    }

    void refused(String service, Check check) {
        refused.labelValues(service, check.word()).inc();
    }

    void rendered(String service, String page, long nanos) {
        rendered.labelValues(service, page).observe(nanos / 1e9);
    }
}

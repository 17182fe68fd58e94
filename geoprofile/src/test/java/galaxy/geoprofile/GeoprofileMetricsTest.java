package galaxy.geoprofile;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoprofile.observation.ObservationReport.Result;
import galaxy.geoprofile.version.Operation;
import galaxy.store.StoreUnavailableException;
import galaxy.store.StoreUnavailableException.Fate;
import galaxy.testkit.Metrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GeoprofileMetricsTest {
    @Test
    void everything_that_happens_is_counted() {
        var registry = new PrometheusRegistry();
        var metrics = new GeoprofileMetrics(registry);
        for (Operation operation : Operation.values()) {
            metrics.changed(operation);
        }
        metrics.sent("acknowledged", Duration.ofMillis(20));
        metrics.drift();
        metrics.lostEvents();
        metrics.unreadableEvent("the event at 1-0 cannot be read");
        metrics.observed(Result.NO_COUNTRY, 3);
        assertThat(Metrics.of(registry).lines("geo_"))
                .contains(
                        "geo_sync_seconds_count{outcome=\"acknowledged\"} 1",
                        "geo_sync_seconds_bucket{outcome=\"acknowledged\",le=\"0.025\"} 1",
                        "geo_drift_total 3.0",
                        "geo_observations_total{outcome=\"no_country\"} 3.0")
                .filteredOn(line -> line.startsWith("geo_versions_total{operation="))
                .hasSize(7)
                .contains("geo_versions_total{operation=\"superseded\"} 1.0");
    }

    @Test
    void what_the_store_cannot_say_is_left_out_and_everything_else_is_shown() {
        var registry = new PrometheusRegistry();
        new GeoprofileMetrics(registry).gauges(() -> 1, () -> 2, () -> {
            throw new StoreUnavailableException(Fate.NOT_APPLIED, "Redis is down");
        });
        assertThat(registry.scrape())
                .filteredOn(metric -> metric.getMetadata().getName().matches("geoprofile_.*|geo_syncing"))
                .extracting(metric -> metric.getMetadata().getName() + " "
                        + metric.getDataPoints().size())
                .containsExactlyInAnyOrder(
                        "geoprofile_relay_lag_seconds 1", "geoprofile_follower_lag_seconds 1", "geo_syncing 0");
    }
}

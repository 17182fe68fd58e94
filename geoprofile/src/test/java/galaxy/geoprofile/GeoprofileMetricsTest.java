package galaxy.geoprofile;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.store.StoreUnavailableException;
import galaxy.store.StoreUnavailableException.Fate;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.junit.jupiter.api.Test;

class GeoprofileMetricsTest {
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

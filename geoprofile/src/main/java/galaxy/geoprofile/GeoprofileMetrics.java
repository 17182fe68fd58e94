package galaxy.geoprofile;

import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.geoprofile.observation.ObservationReport;
import galaxy.geoprofile.sync.SyncReport;
import galaxy.geoprofile.version.Operation;
import galaxy.store.StoreUnavailableException;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the service does. No label holds an address, an id or a country. */
final class GeoprofileMetrics implements SyncReport, ObservationReport {
    private static final Logger LOG = LoggerFactory.getLogger("galaxy.geoprofile");
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);

    private final PrometheusRegistry registry;
    private final Counter versions;
    private final Histogram sync;
    private final Counter drift;
    private final Counter observations;

    GeoprofileMetrics(PrometheusRegistry registry) {
        this.registry = registry;
        this.versions = counter("geo_versions", "Changes of versions of declared countries", "operation");
        this.sync = Histogram.builder()
                .name("geo_sync_seconds")
                .help("Attempts to send a declared country to users")
                .labelNames("outcome")
                .classicOnly()
                .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
                .register(registry);
        this.drift = counter(
                "geo_drift",
                "Changes of a country at users that no version has caused, events that cannot be read, and times that events were lost");
        this.observations = counter("geo_observations", "Observed countries", "outcome");
    }

    /** What is measured when it is asked for. */
    void gauges(DoubleSupplier relayLag, DoubleSupplier followerLag, DoubleSupplier syncing) {
        gauge(
                "geoprofile_relay_lag_seconds",
                "Age of the oldest event of geoprofile that is not public; alert at 30",
                relayLag);
        gauge(
                "geoprofile_follower_lag_seconds",
                "Age of the oldest event that was not handled; alert at 30",
                followerLag);
        gauge("geo_syncing", "Versions that are approved and not acknowledged by users", syncing);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> {
                    try {
                        gauge.call(value.getAsDouble());
                    } catch (StoreUnavailableException e) {
                        // The other metrics of the process are shown without it.
                    }
                })
                .register(registry);
    }

    void changed(Operation operation) {
        versions.labelValues(operation.code()).inc();
    }

    @Override
    public void sent(String outcome, Duration took) {
        sync.labelValues(outcome).observe(took.toNanos() / 1e9);
    }

    @Override
    public void drift() {
        drift.inc();
        WARNINGS.warn("the country of a user was changed at users by others", new IllegalStateException("drift"));
    }

    @Override
    public void lostEvents() {
        drift.inc();
    }

    @Override
    public void unreadableEvent(String problem) {
        drift.inc();
        WARNINGS.warn("an event is passed over", new IllegalArgumentException(problem));
    }

    @Override
    public void observed(Result result, int count) {
        observations.labelValues(result.name().toLowerCase(Locale.ROOT)).inc(count);
    }

    @Override
    public void failed(RuntimeException failure) {
        WARNINGS.warn("an observation is lost", failure);
    }
}

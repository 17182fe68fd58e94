package galaxy.geoip;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;

/** The metrics of look-ups, never with an address. Registered once in a registry, whatever number of services looks up. */
final class GeoipMetrics {
    private static final Map<PrometheusRegistry, GeoipMetrics> REGISTERED = new WeakHashMap<>();

    private final Map<LookupResult.Outcome, CounterDataPoint> lookups = new EnumMap<>(LookupResult.Outcome.class);
    private final Gauge built;
    private final Counter reloads;

    /** What became of a changed file. */
    enum Reload {
        LOADED,
        REFUSED,
        UNREADABLE;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Those of a registry. */
    static GeoipMetrics of(PrometheusRegistry registry) {
        synchronized (REGISTERED) {
            return REGISTERED.computeIfAbsent(registry, GeoipMetrics::new);
        }
    }

    private GeoipMetrics(PrometheusRegistry registry) {
        Counter counter = Counter.builder()
                .name("geoip_lookups_total")
                .help("Look-ups of the country of an address: known, special_purpose, not_listed or not_assigned")
                .labelNames("outcome")
                .register(registry);
        for (var outcome : LookupResult.Outcome.values()) {
            lookups.put(outcome, counter.labelValues(outcome.code()));
        }
        built = Gauge.builder()
                .name("geoip_database_built_seconds")
                .help("When the publisher made the data in use, in seconds of the epoch")
                .unit(Unit.SECONDS)
                .register(registry);
        reloads = Counter.builder()
                .name("geoip_reloads_total")
                .help("Attempts to load a changed geoip.database: loaded, refused or unreadable")
                .labelNames("outcome")
                .register(registry);
        for (var outcome : Reload.values()) {
            reloads.labelValues(outcome.label());
        }
    }

    void lookedUp(LookupResult.Outcome outcome) {
        Objects.requireNonNull(lookups.get(outcome)).inc();
    }

    void inUse(Instant built) {
        this.built.set((double) built.getEpochSecond());
    }

    void reload(Reload outcome) {
        reloads.labelValues(outcome.label()).inc();
    }
}

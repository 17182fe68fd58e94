package galaxy.store;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The metrics of the store. Labels are names of operations, never data. */
public final class StoreMetrics {
    private static final double NANOS = 1e-9;

    private final Histogram calls;
    private final Counter failures;
    private final Counter conflicts;
    private final Counter published;
    private final Counter lost;
    private final Counter setBack;
    private final Gauge relayLag;
    private final Counter relayFailures;
    private final Counter swept;
    private final Counter sweepFailures;
    private final Counter unreadable;
    private final Gauge waitingRepairs;
    private final Counter reindexed;

    public StoreMetrics(PrometheusRegistry registry) {
        calls = Histogram.builder()
                .name("store_call_seconds")
                .help("Round trips to Redis, by operation")
                .labelNames("operation")
                .classicOnly()
                .classicUpperBounds(.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5)
                .register(registry);
        failures = counter(
                registry,
                "store_call_failures_total",
                "Round trips to Redis that failed, by operation and what is known of their fate",
                "operation",
                "fate");
        conflicts = counter(
                registry,
                "store_commit_conflicts_total",
                "Commits that were decided again because a record had changed");
        published = counter(
                registry,
                "relay_published_events_total",
                "Events that this instance's relay moved to the public stream");
        lost = counter(
                registry,
                "relay_lost_events_total",
                "Events that a fail-over of Redis lost before they were public, as this instance's relay found");
        setBack = counter(
                registry,
                "relay_outboxes_set_back_total",
                "Outboxes that lost public events in a fail-over of Redis, as this instance's relay found");
        relayLag = Gauge.builder()
                .name("relay_lag_seconds")
                .help("Age of the oldest event that waits in an outbox of the service")
                .labelNames("service")
                .register(registry);
        relayFailures = counter(
                registry,
                "relay_failures_total",
                "Relay rounds that failed; their events are published by a later round");
        swept = counter(registry, "sweeper_work_total", "What the sweeper repaired, by kind", "kind");
        sweepFailures =
                counter(registry, "sweeper_failures_total", "Sweeper visits that failed and will be made again");
        unreadable = counter(
                registry,
                "store_unreadable_records_total",
                "Records that were left out of a listing because they cannot be read");
        reindexed = counter(
                registry,
                "store_reindexed_records_total",
                "Records that this instance indexed again, because limits, version or topology have changed",
                "service");
        waitingRepairs = Gauge.builder()
                .name("store_repairs_waiting")
                .help("Repairs of records of the service that wait or run in the background")
                .labelNames("service")
                .register(registry);
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    void called(String operation, long nanos) {
        calls.labelValues(operation).observe(nanos * NANOS);
    }

    void failed(String operation, StoreUnavailableException.Fate fate) {
        failures.labelValues(operation, fate.name().toLowerCase(java.util.Locale.ROOT))
                .inc();
    }

    void conflicted() {
        conflicts.inc();
    }

    void published(long events) {
        published.inc(events);
    }

    void lost(long events) {
        lost.inc(events);
    }

    void setBack() {
        setBack.inc();
    }

    void relayLag(String service, double seconds) {
        relayLag.labelValues(service).set(seconds);
    }

    void relayFailed() {
        relayFailures.inc();
    }

    void unreadable() {
        unreadable.inc();
    }

    void repairsWaiting(String service, int more) {
        waitingRepairs.labelValues(service).inc(more);
    }

    void reindexed(String service, int records) {
        reindexed.labelValues(service).inc(records);
    }

    void swept(String kind, int records) {
        swept.labelValues(kind).inc(records);
    }

    void sweepFailed() {
        sweepFailures.inc();
    }
}

package galaxy.auth;

import galaxy.auth.challenge.SignInReport;
import galaxy.auth.session.SessionReport;
import galaxy.auth.session.SessionUses;
import galaxy.chassis.telemetry.RepeatedWarnings;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.slf4j.LoggerFactory;

/** Counts what auth does. No label holds an address, an id or a code. */
final class AuthMetrics implements SignInReport, SessionReport, SessionUses.Failures {
    private static final RepeatedWarnings LOG = new RepeatedWarnings(LoggerFactory.getLogger("galaxy.auth"));

    private final PrometheusRegistry registry;
    private final Counter requested;
    private final Counter confirmed;
    private final Counter created;
    private final Counter ended;
    private final Histogram revoked;
    private final Counter limits;
    private final Counter unreadable;
    private final Counter dropped;

    AuthMetrics(PrometheusRegistry registry) {
        this.registry = registry;
        this.requested = counter("auth_codes_requested", "Requests for a code", "outcome");
        this.confirmed = counter("auth_codes_confirmed", "Confirmations of a code", "outcome");
        this.created = counter("auth_sessions_created", "Sessions that began", "kind");
        this.ended = counter("auth_sessions_ended", "Sessions that ended", "cause");
        this.revoked = histogram("auth_revocation_lag_seconds", "From a block of a user until the sessions ended");
        this.limits = counter("auth_limits_hit", "Requests that met a limit", "limit");
        this.unreadable = counter("auth_unreadable_events", "Events that were passed over");
        this.dropped =
                counter("auth_session_uses_dropped", "Reported uses that were dropped, as too many reports waited");
    }

    /** What is measured when it is asked for. */
    void gauges(DoubleSupplier relayLag, DoubleSupplier followerLag) {
        gauge("auth_follower_lag_seconds", "Age of the oldest event that was not handled; alert at 30", followerLag);
        gauge("auth_relay_lag_seconds", "Age of the oldest event of auth that is not public; alert at 30", relayLag);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    private Histogram histogram(String name, String help) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
                .register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> gauge.call(value.getAsDouble()))
                .register(registry);
    }

    @Override
    public void requested(String outcome) {
        requested.labelValues(outcome).inc();
    }

    @Override
    public void confirmed(String outcome) {
        confirmed.labelValues(outcome).inc();
    }

    @Override
    public void limited(String limit) {
        limits.labelValues(limit).inc();
    }

    @Override
    public void created(String kind) {
        created.labelValues(kind).inc();
    }

    @Override
    public void ended(String cause) {
        ended.labelValues(cause).inc();
    }

    @Override
    public void revokedAfter(Duration lag) {
        revoked.observe(Math.max(0, lag.toMillis() / 1000.0));
    }

    @Override
    public void unreadableEvent(String why) {
        unreadable.inc();
        LOG.warn("an event is passed over", new IllegalArgumentException(why));
    }

    @Override
    public void failed(RuntimeException failure) {
        LOG.warn("the use of a session is not handled; the next report of it is", failure);
    }

    @Override
    public void dropped(int uses) {
        dropped.inc(uses);
    }
}

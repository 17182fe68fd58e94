package galaxy.gateway;

import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.contracts.MessageType;
import galaxy.gateway.message.CallReport;
import galaxy.gateway.message.RequestReport;
import galaxy.gateway.request.CheckReport;
import galaxy.gateway.stream.StreamReport;
import galaxy.kernel.UnavailableException;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the gateway does. No label holds an address, an id or text of a client. */
final class GatewayMetrics implements CheckReport, CallReport, RequestReport, StreamReport {
    private static final Logger LOG = LoggerFactory.getLogger("galaxy.gateway");
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);

    private static final double[] BOUNDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5};
    private static final double[] SHORT = {0.000_05, 0.000_1, 0.000_2, 0.000_5, 0.001, 0.005, 0.025};

    private final PrometheusRegistry registry;
    private final Counter requests;
    private final Histogram durations;
    private final Histogram verifications;
    private final Counter guard;
    private final Histogram upstream;
    private final Counter lost;

    GatewayMetrics(PrometheusRegistry registry) {
        this.registry = registry;
        requests = counter(
                "gateway_requests_total",
                "Signed requests answered, by outcome: ok, or the reason of the error",
                "message_type",
                "outcome");
        durations = histogram("gateway_request_seconds", "Time that signed requests took", BOUNDS, "message_type");
        verifications = histogram("gateway_verify_seconds", "Verifications of signatures", SHORT, "outcome");
        guard = counter("gateway_guard_total", "Replies of the replay guard", "reply");
        upstream = histogram("gateway_upstream_seconds", "Calls of services", BOUNDS, "service", "outcome");
        lost = counter(
                "gateway_reports_lost_total", "Reports that a service did not take, or that found no room", "to");
    }

    /** What is measured when it is asked for. */
    void gauges(DoubleSupplier memoryOnly, DoubleSupplier skew, DoubleSupplier streams) {
        gauge("gateway_guard_memory_only", "1 where accepted requests stay out of the log of Redis", memoryOnly);
        gauge("gateway_clock_skew_seconds", "How far the clock is from that of the farthest master of Redis", skew);
        gauge("gateway_streams", "Streams of events that are open", streams);
    }

    /** A bug is one line with its stack. */
    @Override
    public void failed(RuntimeException failure) {
        if (failure instanceof UnavailableException) {
            WARNINGS.warn("events of players were not read", failure);
        } else {
            LOG.error("events of players were not read", failure);
        }
    }

    @Override
    public void answered(Optional<MessageType> type, String outcome, Duration took) {
        String label = type.map(MessageType::code).orElse("other");
        requests.labelValues(label, outcome).inc();
        durations.labelValues(label).observe(took.toNanos() / 1e9);
    }

    @Override
    public void verified(boolean isRight, Duration took) {
        verifications.labelValues(isRight ? "ok" : "wrong").observe(took.toNanos() / 1e9);
    }

    @Override
    public void guarded(String reply) {
        guard.labelValues(reply).inc();
    }

    @Override
    public void called(String service, String outcome, Duration took) {
        upstream.labelValues(service, outcome).observe(took.toNanos() / 1e9);
    }

    /** Reports to a service were lost. */
    void lost(String to, int reports) {
        lost.labelValues(to).inc(reports);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    private Histogram histogram(String name, String help, double[] bounds, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(bounds)
                .register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }
}

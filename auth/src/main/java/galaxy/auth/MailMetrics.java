package galaxy.auth;

import galaxy.auth.mail.Mail.State;
import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.MailReport;
import galaxy.chassis.telemetry.RepeatedWarnings;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what becomes of mails, and logs one error a minute while they cannot be sent. Never an address, never a code. */
final class MailMetrics implements MailReport {
    private static final Logger LOG = LoggerFactory.getLogger(MailMetrics.class);
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();

    private final PrometheusRegistry registry;
    private final LongSupplier nanos;
    private final Counter mails;
    private final Histogram waits;
    private long leftOut;
    private long nextLine;

    MailMetrics(PrometheusRegistry registry) {
        this(registry, System::nanoTime);
    }

    /** The same with a clock. */
    MailMetrics(PrometheusRegistry registry, LongSupplier nanos) {
        this.registry = registry;
        this.nanos = nanos;
        this.nextLine = nanos.getAsLong();
        mails = Counter.builder()
                .name("auth_mail_total")
                .help("Attempts to send a mail, by kind and outcome: sent, retried, expired, dead")
                .labelNames("kind", "outcome")
                .register(registry);
        waits = Histogram.builder()
                .name("auth_mail_wait_seconds")
                .help("Time from the request of a mail until the relay has taken it")
                .unit(Unit.SECONDS)
                .classicOnly()
                .classicUpperBounds(.05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 3600)
                .register(registry);
    }

    /** Shows how many mails wait in this instance. */
    void showQueue(IntSupplier size) {
        GaugeWithCallback.builder()
                .name("auth_mail_queue")
                .help("Mails that are due and that this instance has not sent yet")
                .callback(gauge -> gauge.call(size.getAsInt()))
                .register(registry);
    }

    @Override
    public void sent(MailKind kind, Duration waited) {
        mails.labelValues(kind.code(), "sent").inc();
        waits.observe(waited.toNanos() / 1e9);
    }

    @Override
    public void retried(MailKind kind, String reason) {
        mails.labelValues(kind.code(), "retried").inc();
        error("a mail was not sent and is tried again", reason);
    }

    private void error(String what, String reason) {
        long others = leftOut();
        if (others == 0) {
            LOG.error("{}: {}", what, reason);
        } else if (others > 0) {
            LOG.error("{}: {} ({} more since the last of these lines)", what, reason, others);
        }
    }

    @Override
    public void undelivered(MailKind kind, State state, String reason) {
        mails.labelValues(kind.code(), state.code()).inc();
        if (state == State.EXPIRED) {
            error("a mail was not sent in time", reason);
        }
    }

    @Override
    public void failed(RuntimeException failure) {
        WARNINGS.warn("a mail waits until it is due again", failure);
    }

    /** How many lines were left out before this one, or -1 if this one is to be left out too. */
    private synchronized long leftOut() {
        long now = nanos.getAsLong();
        if (now - nextLine < 0) {
            leftOut++;
            return -1;
        }
        long before = leftOut;
        leftOut = 0;
        nextLine = now + PERIOD;
        return before;
    }
}

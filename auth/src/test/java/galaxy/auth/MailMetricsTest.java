package galaxy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import galaxy.auth.mail.Mail.State;
import galaxy.auth.mail.MailKind;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class MailMetricsTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(MailMetrics.class);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final MailMetrics metrics = new MailMetrics(registry, nanos::get);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        LOGGER.addAppender(log);
    }

    @AfterEach
    void stop() {
        LOGGER.detachAppender(log);
    }

    @Test
    void one_error_a_minute_gives_command_and_reply() {
        for (int i = 0; i < 120; i++) {
            metrics.retried(MailKind.CODE, "AUTH: 535 5.7.8 wrong, try " + i);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(log.list)
                .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                .containsExactly(
                        "ERROR a mail was not sent and is tried again: AUTH: 535 5.7.8 wrong, try 0",
                        "ERROR a mail was not sent and is tried again: AUTH: 535 5.7.8 wrong, try 60"
                                + " (59 more since the last of these lines)");
    }

    @Test
    void what_becomes_of_mails_is_counted() throws IOException {
        metrics.sent(MailKind.CODE, Duration.ofMillis(300));
        metrics.retried(MailKind.CODE, "x");
        metrics.undelivered(MailKind.NEW_DEVICE, State.EXPIRED, "x");
        metrics.undelivered(MailKind.ATTEMPTS, State.DEAD, "x");
        metrics.failed(new IllegalStateException("the store"));
        metrics.showQueue(() -> 7);
        var out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("auth_mail_total{kind=\"code\",outcome=\"sent\"} 1.0")
                .contains("auth_mail_total{kind=\"code\",outcome=\"retried\"} 1.0")
                .contains("auth_mail_total{kind=\"new_device\",outcome=\"expired\"} 1.0")
                .contains("auth_mail_total{kind=\"attempts\",outcome=\"dead\"} 1.0")
                .contains("auth_mail_wait_seconds_bucket{le=\"0.5\"} 1")
                .contains("auth_mail_queue 7.0");
    }
}

package galaxy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class AuthMetricsTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final AuthMetrics metrics = new AuthMetrics(registry);

    private String text() throws IOException {
        var out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void what_auth_does_is_counted_under_the_names_of_the_page() throws IOException {
        metrics.requested("sent");
        metrics.confirmed("unavailable");
        metrics.created("ed25519");
        metrics.ended("blocked");
        metrics.revokedAfter(Duration.ofMillis(300));
        metrics.limited("paused");
        metrics.dropped(3);
        metrics.gauges(() -> 1, () -> 2);
        assertThat(text())
                .contains(
                        "auth_codes_requested_total{outcome=\"sent\"} 1.0",
                        "auth_codes_confirmed_total{outcome=\"unavailable\"} 1.0",
                        "auth_sessions_created_total{kind=\"ed25519\"} 1.0",
                        "auth_sessions_ended_total{cause=\"blocked\"} 1.0",
                        "auth_revocation_lag_seconds_bucket{le=\"0.25\"} 0",
                        "auth_revocation_lag_seconds_bucket{le=\"0.5\"} 1",
                        "auth_limits_hit_total{limit=\"paused\"} 1.0",
                        "auth_session_uses_dropped_total 3.0",
                        "auth_relay_lag_seconds 1.0",
                        "auth_follower_lag_seconds 2.0");
    }

    @Test
    void an_event_that_is_passed_over_is_counted_and_logged_once() throws IOException {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("galaxy.auth");
        logger.addAppender(log);
        try {
            metrics.unreadableEvent("the event at 1-0 cannot be read");
            metrics.unreadableEvent("the event at 1-0 cannot be read");
        } finally {
            logger.detachAppender(log);
        }
        assertThat(text()).contains("auth_unreadable_events_total 2.0");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("an event is passed over: the event at 1-0 cannot be read");
    }
}

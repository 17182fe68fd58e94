package galaxy.chassis.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatedWarningsTest {
    private final Logger logger = new LoggerContext().getLogger("test");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong();
    private final RepeatedWarnings warnings = new RepeatedWarnings(logger, nanos::get);

    RepeatedWarningsTest() {
        logger.setLevel(ch.qos.logback.classic.Level.WARN);
        lines.start();
        logger.addAppender(lines);
    }

    @Test
    void logs_each_cause_once_a_minute_with_how_many_it_left_out() {
        for (int i = 0; i < 300; i++) {
            warnings.warn("a repair waits", new IllegalStateException("no writes"));
        }
        warnings.warn("a repair waits", new IllegalStateException("no reads"));
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        warnings.warn("a repair waits", new IllegalStateException("no writes"));
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "a repair waits: no writes",
                        "a repair waits: no reads",
                        "a repair waits: no writes (299 more since the last of these lines)");
    }

    @Test
    void logs_errors_in_the_same_way() {
        warnings.error("users refuse this service");
        warnings.error("users refuse this service");
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        warnings.error("users refuse this service");
        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                .containsExactly(
                        "ERROR users refuse this service",
                        "ERROR users refuse this service (1 more since the last of these lines)");
    }

    @Test
    void counts_causes_that_are_always_others_as_one() {
        for (int i = 0; i < 1000; i++) {
            warnings.error("record " + i);
            warnings.error("users refuse this service");
        }
        assertThat(lines.list).hasSizeLessThanOrEqualTo(101);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsOnlyOnce("users refuse this service");
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        lines.list.clear();
        warnings.error("users refuse this service");
        warnings.error("record 7000");
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("users refuse this service (999 more since the last of these lines)", "record 7000");
    }
}

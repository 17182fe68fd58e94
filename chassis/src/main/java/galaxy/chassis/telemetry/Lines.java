package galaxy.chassis.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** One line for each log event, nothing before and nothing after. */
abstract sealed class Lines extends EncoderBase<ILoggingEvent> permits TextLines, JsonLines {
    private static final byte[] NONE = {};
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** UTC with three fraction digits. */
    static String time(Instant time) {
        return TIME.format(time);
    }

    @Override
    public final byte[] headerBytes() {
        return NONE;
    }

    @Override
    public final byte[] footerBytes() {
        return NONE;
    }
}

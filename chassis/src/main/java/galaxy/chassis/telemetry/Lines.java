package galaxy.chassis.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;

/** One line for each log event, nothing before and nothing after. */
abstract sealed class Lines extends EncoderBase<ILoggingEvent> permits TextLines, JsonLines {
    private static final byte[] NONE = {};

    @Override
    public final byte[] headerBytes() {
        return NONE;
    }

    @Override
    public final byte[] footerBytes() {
        return NONE;
    }
}

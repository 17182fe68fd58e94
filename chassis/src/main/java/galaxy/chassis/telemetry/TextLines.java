package galaxy.chassis.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import galaxy.kernel.Printable;
import galaxy.kernel.Rfc3339;
import java.nio.charset.StandardCharsets;

/** {@code time LEVEL logger - message key=value …}, then the stack trace when there is one. */
final class TextLines extends Lines {
    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new StringBuilder(512)
                .append(Rfc3339.format(event.getInstant()))
                .append(' ')
                .append(event.getLevel())
                .append(' ')
                .append(event.getLoggerName())
                .append(" - ");
        line.append(Printable.of(event.getFormattedMessage()));
        var pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> pair(line, pair.key, String.valueOf(pair.value)));
        }
        event.getMDCPropertyMap().forEach((name, text) -> pair(line, name, text));
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void pair(StringBuilder line, String name, String text) {
        line.append(' ').append(name).append('=').append(Printable.of(text));
    }
}

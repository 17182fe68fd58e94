package galaxy.chassis.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import galaxy.kernel.Rfc3339;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object a line: {@code time}, {@code level}, {@code logger}, {@code message}, then what the event and the
 * request carry ({@code status}, {@code duration_ms}, {@code request_id}, {@code caller}, {@code trace_id}, {@code route}),
 * and {@code error} with the stack trace when there is one.
 */
final class JsonLines extends Lines {
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public byte[] encode(ILoggingEvent event) {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("time", Rfc3339.format(event.getInstant()));
            json.writeStringProperty("level", event.getLevel().toString());
            json.writeStringProperty("logger", event.getLoggerName());
            json.writeStringProperty("message", event.getFormattedMessage());
            var written = new HashSet<>(List.of("time", "level", "logger", "message", "error"));
            var pairs = event.getKeyValuePairs();
            if (pairs != null) {
                for (var pair : pairs) {
                    if (written.add(pair.key)) {
                        value(json, pair.key, pair.value);
                    }
                }
            }
            event.getMDCPropertyMap().forEach((name, text) -> {
                if (written.add(name)) {
                    json.writeStringProperty(name, text);
                }
            });
            if (event.getThrowableProxy() != null) {
                json.writeStringProperty("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void value(JsonGenerator json, String name, Object value) {
        switch (value) {
            case Integer number -> json.writeNumberProperty(name, number);
            case Long number -> json.writeNumberProperty(name, number);
            case Double number -> json.writeNumberProperty(name, number);
            case Boolean truth -> json.writeBooleanProperty(name, truth);
            case Object other -> json.writeStringProperty(name, other.toString());
        }
    }
}

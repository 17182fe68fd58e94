package galaxy.chassis.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets up the process's log by program: one stream, one format, nothing read from the class path. */
public final class Logging {
    private static final String TEXT =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, UTC} %-5level %logger{24} - %msg%replace( %kvp{NONE}){' $',''}"
                    + "%replace( request_id=%X{request_id} caller=%X{caller} trace_id=%X{trace_id} route=%X{route})"
                    + "{' [a-z_]+=(?= |$)',''}%n";

    private Logging() {}

    /** Replaces whatever was set up before. Lines go to the stream, which stays open. */
    public static void configure(LogSettings settings, OutputStream stream) {
        apply((LoggerContext) LoggerFactory.getILoggerFactory(), settings, stream);
    }

    static void apply(LoggerContext context, LogSettings settings, OutputStream stream) {
        context.reset();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("stream");
        appender.setEncoder(encoder(context, settings.format()));
        appender.setOutputStream(new Unclosed(stream));
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger("galaxy").setLevel(Level.valueOf(settings.level().name()));
        // Helidon and the JDK log through java.util.logging.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
        return switch (format) {
            case TEXT -> {
                var encoder = new PatternLayoutEncoder();
                encoder.setContext(context);
                encoder.setPattern(TEXT);
                encoder.start();
                yield encoder;
            }
            case JSON -> {
                var encoder = new JsonLines();
                encoder.setContext(context);
                encoder.start();
                yield encoder;
            }
        };
    }
}

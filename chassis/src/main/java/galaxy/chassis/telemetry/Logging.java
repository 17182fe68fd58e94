package galaxy.chassis.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets up the process's log by program: one stream, one format, nothing read from the class path. */
public final class Logging {
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
        // It warns, with a stack trace and their words, of whatever callers do wrong: whoever calls could fill the log.
        context.getLogger("io.grpc.netty").setLevel(Level.ERROR);
        // It tells, as errors, of connections to the store that were in the making when the store was closed.
        context.getLogger("io.netty.util.concurrent.DefaultPromise.rejectedExecution")
                .setLevel(Level.OFF);
        // Helidon, gRPC and the JDK log through java.util.logging.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
        var encoder = switch (format) {
            case TEXT -> new TextLines();
            case JSON -> new JsonLines();
        };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }
}

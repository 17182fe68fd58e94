package galaxy.chassis.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Configures the process's log in code: one stream, one format, nothing read from the class path. */
public final class Logging {
    /** The logger of lines about requests. */
    static final String ACCESS = "galaxy.access";

    private static final LongAdder LOST = new LongAdder();
    private static final AtomicReference<Optional<BufferedLines>> ACCESS_LINES =
            new AtomicReference<>(Optional.empty());

    private Logging() {}

    /** Replaces the former configuration. Lines are written to the stream, which stays open. */
    public static void configure(LogSettings settings, OutputStream stream) {
        apply((LoggerContext) LoggerFactory.getILoggerFactory(), settings, stream);
    }

    /** Lines of the access log that were lost since the start of the process, as the stream did not accept them. */
    static long lostLines() {
        return LOST.sum();
    }

    /** Writes the lines of the access log that have gathered; returns after a second at the latest. */
    public static void drain() {
        ACCESS_LINES.get().ifPresent(lines -> {
            try {
                lines.drain(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    static void apply(LoggerContext context, LogSettings settings, OutputStream stream) {
        context.reset();
        var appender = appender(context, settings, new Unclosed(stream));
        var lines = new BufferedLines(stream, LOST);
        ACCESS_LINES.set(Optional.of(lines));
        var access = context.getLogger(ACCESS);
        access.addAppender(appender(context, settings, lines));
        access.setAdditive(false);
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        // Libraries warn of each connection that breaks, which level "error" leaves out.
        root.setLevel(settings.level() == LogLevel.ERROR ? Level.ERROR : Level.WARN);
        root.addAppender(appender);
        context.getLogger("galaxy").setLevel(Level.valueOf(settings.level().name()));
        // Warns, with a stack trace and text of the caller, of each malformed call: any client could fill the log.
        context.getLogger("io.grpc.netty").setLevel(Level.ERROR);
        context.getLogger("org.eclipse.jetty").setLevel(Level.ERROR);
        // Warn with a stack trace of attempts to connect to the store again, which the store reports in a line.
        context.getLogger("io.lettuce.core.protocol.ConnectionWatchdog").setLevel(Level.ERROR);
        context.getLogger("io.lettuce.core.cluster.ClusterTopologyRefreshScheduler")
                .setLevel(Level.ERROR);
        // Reports connections to the store that were being opened when the store was closed, as errors.
        context.getLogger("io.netty.util.concurrent.DefaultPromise.rejectedExecution")
                .setLevel(Level.OFF);
        // gRPC and the JDK log through java.util.logging.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static Appender<ILoggingEvent> appender(LoggerContext context, LogSettings settings, OutputStream stream) {
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("stream");
        appender.setEncoder(encoder(context, settings.format()));
        appender.setOutputStream(stream);
        appender.start();
        return appender;
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

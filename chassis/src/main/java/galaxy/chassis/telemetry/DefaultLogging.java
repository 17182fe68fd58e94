package galaxy.chassis.telemetry;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * What is logged before the settings are read, and in tests: warnings and errors, as text on the error output. Named in {@code META-INF/services}, which keeps Logback from its default of everything down to DEBUG.
 */
public final class DefaultLogging extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logging.apply(context, new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.err);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}

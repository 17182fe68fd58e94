package galaxy.app;

import galaxy.app.cli.ErrorReport;
import galaxy.app.cli.ExitException;
import galaxy.chassis.settings.SettingsException;
import galaxy.client.ClientException;
import galaxy.redis.RedisStartException;
import galaxy.store.StoreUnavailableException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Prints what went wrong and what to do next, one line each; a stack trace only for a bug. */
final class Failure implements CommandLine.IExecutionExceptionHandler {
    /** The operator has to change a setting. */
    static final int CONFIGURATION = 78;

    /** A dependency is unavailable. */
    static final int UNAVAILABLE = 69;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        return switch (failure) {
            case ExitException stop -> {
                say(command, stop.getMessage());
                yield stop.exitCode();
            }
            case ClientException service -> {
                ErrorReport report = ErrorReport.of(service);
                report.lines().forEach(line -> say(command, line));
                yield report.exitCode();
            }
            case SettingsException settings -> {
                settings.problems().forEach(line -> say(command, line));
                yield CONFIGURATION;
            }
            case StoreUnavailableException store -> {
                say(command, store.getMessage());
                say(command, "Start that Redis or fix redis.uri. Without redis.uri an embedded server is used.");
                yield UNAVAILABLE;
            }
            case RedisStartException embedded -> {
                say(command, embedded.getMessage());
                yield UNAVAILABLE;
            }
            case UncheckedIOException io -> {
                say(command, io.getMessage());
                yield UNAVAILABLE;
            }
            default -> throw failure;
        };
    }

    private static void say(CommandLine command, @Nullable String line) {
        command.getErr().println("galaxy: " + line);
        command.getErr().flush();
    }
}

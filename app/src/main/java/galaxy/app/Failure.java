package galaxy.app;

import galaxy.app.cli.ErrorReport;
import galaxy.app.cli.ExitException;
import galaxy.chassis.settings.SettingsException;
import galaxy.client.ClientException;
import galaxy.kernel.Printable;
import galaxy.redis.RedisStartException;
import galaxy.store.StoreUnavailableException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Prints what went wrong and what to do next, one line each; a stack trace only for a bug. */
final class Failure implements CommandLine.IExecutionExceptionHandler {
    /** The operator has to change a setting. */
    static final int CONFIGURATION = 78;

    /** Fields whose option has another name. */
    private static final Map<String, String> OPTIONS = Map.of(
            "declared_country", "--country",
            "ends_at", "--until",
            "ends_in", "--for",
            "expires_at", "--until",
            "expires_in", "--for",
            "reason_code", "--reason",
            "plan_code", "--plan",
            "sanction_code", "--sanction",
            "limit_code", "--limit",
            "display_name", "--name");

    /** A dependency is unavailable. */
    static final int UNAVAILABLE = 69;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        return switch (failure) {
            case ExitException stop -> {
                say(command.getErr(), stop);
                yield stop.exitCode();
            }
            case ClientException service -> {
                ErrorReport report = ErrorReport.of(service, field -> typed(command, field));
                report.lines().forEach(line -> say(command, line));
                yield report.exitCode();
            }
            case SettingsException settings -> {
                settings.problems().forEach(line -> say(command, line));
                yield CONFIGURATION;
            }
            case StoreUnavailableException store -> unavailable(command, store);
            case RedisStartException embedded -> {
                say(command, embedded.getMessage());
                yield embedded.isLasting() ? CONFIGURATION : UNAVAILABLE;
            }
            case UncheckedIOException io -> {
                say(command, io.getMessage());
                yield UNAVAILABLE;
            }
            case InvalidPathException path -> {
                say(command, "a file cannot be named " + path.getInput() + " in this locale; set LC_ALL=C.UTF-8");
                yield ExitException.USAGE;
            }
            default -> internal(command, failure, Main.isVerbose(parsed));
        };
    }

    private static int unavailable(CommandLine command, StoreUnavailableException store) {
        Optional<String> rights = store.lackOfRights();
        say(command, rights.orElse(store.getMessage()));
        if (rights.isPresent()) {
            return CONFIGURATION;
        }
        say(command, "Start that Redis or fix redis.uri. Without redis.uri an embedded server is used.");
        return UNAVAILABLE;
    }

    /** A field of a request as the option that gave it, or as it is. */
    private static String typed(CommandLine command, String field) {
        String option = OPTIONS.getOrDefault(field, "--" + field.replace('_', '-'));
        return command.getCommandSpec().findOption(option) == null ? field : option;
    }

    private static int internal(CommandLine command, Exception failure, boolean isVerbose) {
        say(
                command,
                "internal error: " + Printable.of(failure.toString())
                        + (isVerbose ? "; report this" : "; report this, with what --verbose prints"));
        if (isVerbose) {
            failure.printStackTrace(command.getErr());
            command.getErr().flush();
        }
        return ExitException.INTERNAL_ERROR;
    }

    /** What the JVM cannot go on with: the exit code. */
    static int say(PrintWriter err, Error broken) {
        err.println("galaxy: "
                + (broken instanceof OutOfMemoryError
                        ? "the memory is not enough; give more with GALAXY_HEAP=1g"
                        : "internal error: " + Printable.of(broken.toString()) + "; report this"));
        err.flush();
        return ExitException.INTERNAL_ERROR;
    }

    /** A command that ended as it should has nothing to say. */
    static void say(PrintWriter err, ExitException ended) {
        if (ended.exitCode() != 0) {
            err.println("galaxy: " + ended.getMessage());
            err.flush();
        }
    }

    private static void say(CommandLine command, @Nullable String line) {
        command.getErr().println("galaxy: " + line);
        command.getErr().flush();
    }
}

package galaxy.app.cli;

import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** A command that calls a running service. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done, or nothing to do",
            " 1:the service refused the request, with its code and message",
            " 2:the command line is wrong",
            "65:the content of a file is wrong",
            "69:the service does not respond (try again)",
            "70:the response is invalid, or reports an internal error",
            "74:a file cannot be read or written"
        })
public abstract class ServiceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() {
        int exitCode = run();
        out().flush();
        return exitCode;
    }

    /** Runs the command, and returns the exit code. */
    protected abstract int run();

    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Whether all there is to say is asked for. */
    protected final boolean isVerbose() {
        return Boolean.TRUE.equals(spec.findOption("--verbose").getValue());
    }

    /** Prints what libraries log, such as those of gRPC, only if all there is to say is asked for. */
    protected final void keepLogsOfLibraries() {
        var level = new LogSettings(LogFormat.TEXT, LogLevel.WARN);
        Logging.configure(level, isVerbose() ? System.err : OutputStream.nullOutputStream());
    }

    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** This command with another value of one option, to paste into a shell. */
    protected final String again(String option, String value) {
        CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
        Stream<String> names = Stream.concat(
                Stream.of(spec.qualifiedName()),
                parsed.matchedPositionals().stream()
                        .flatMap(argument -> argument.originalStringValues().stream())
                        .map(Shell::quoted));
        Stream<String> others = parsed.matchedOptions().stream()
                .distinct()
                .filter(matched -> !matched.longestName().equals(option))
                .flatMap(ServiceCommand::words);
        return Stream.of(names, others, Stream.of(option, Shell.quoted(value)))
                .flatMap(Function.identity())
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> words(OptionSpec option) {
        return option.typeInfo().isBoolean()
                ? Stream.of(option.longestName())
                : option.originalStringValues().stream()
                        .flatMap(each -> Stream.of(option.longestName(), Shell.quoted(each)));
    }

    /** Prints a line that is not part of the output proper, which may be piped. */
    protected final void note(String line) {
        out().flush();
        err().println(line);
        err().flush();
    }
}

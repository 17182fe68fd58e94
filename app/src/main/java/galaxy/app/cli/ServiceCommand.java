package galaxy.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints a line that is not part of the output proper, which may be piped. */
    protected final void note(String line) {
        out().flush();
        err().println(line);
        err().flush();
    }
}

package galaxy.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that talks to a running service, whichever. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done, or nothing had to be done",
            " 1:the service refused, with its code and message",
            " 2:the command line does not fit",
            "65:what was read from a file does not fit",
            "69:the service does not answer; try again",
            "70:the service answered as it should not have",
            "74:a file cannot be read or written"
        })
abstract class ServiceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public final Integer call() {
        int exitCode = run();
        out().flush();
        if (out().checkError()) {
            throw ExitException.file("the output cannot be written; is the reader gone?");
        }
        return exitCode;
    }

    /** Does it, and gives the exit code. */
    abstract int run();

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** For what is not the answer itself, so that the answer can be piped. */
    final void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}

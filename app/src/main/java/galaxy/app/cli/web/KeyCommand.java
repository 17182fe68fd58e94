package galaxy.app.cli.web;

import galaxy.pages.cookie.SealingKey;
import java.io.PrintWriter;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code galaxy web key}. */
@Command(
        name = "key",
        description = {
            "Draws a key for the cookies of the pages, and prints it in one line: 32 bytes in base64, for web.key of all instances.",
            "It is a secret: write it to a file that only its owner can read, not to the terminal. Another key ends started"
                    + " sign-ins, and no session."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:done", " 2:the command line is invalid", "74:the output cannot be written"})
final class KeyCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(SealingKey.draw(new SecureRandom()).reveal());
        out.flush();
    }
}

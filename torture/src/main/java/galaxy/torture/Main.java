package galaxy.torture;

import galaxy.torture.hostile.HostileCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the torture starts. */
@Command(name = "torture", subcommands = HostileCommand.class, mixinStandardHelpOptions = true)
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}

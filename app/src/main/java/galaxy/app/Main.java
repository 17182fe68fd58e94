package galaxy.app;

import galaxy.app.cli.Connections;
import galaxy.app.cli.Converters;
import galaxy.app.cli.Demo;
import galaxy.app.cli.Users;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the program starts: hands the arguments to the command that they name. */
@Command(
        name = "galaxy",
        description = "The account and social plane of a game platform.",
        subcommands = {Serve.class, Users.class, Connections.class, Events.class, Demo.class, WarmUp.class},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The program as picocli knows it, ready to take arguments. */
    public static CommandLine commandLine() {
        return Converters.registerIn(new CommandLine(new Main()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler(new Failure());
    }

    /** What does not fit, and where to read what would; not the whole help, in which it would be lost. */
    private static int misused(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("galaxy: " + wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            command.getErr().println("galaxy: read `" + command.getCommandSpec().qualifiedName() + " --help`");
        }
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"galaxy " + (version == null ? "(not packaged)" : version)};
        }
    }
}

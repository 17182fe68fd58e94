package galaxy.app;

import galaxy.app.cli.Converters;
import galaxy.app.cli.connections.ConnectionsCommands;
import galaxy.app.cli.users.Demo;
import galaxy.app.cli.users.UserConverters;
import galaxy.app.cli.users.UsersCommands;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the program: passes the arguments to the command that they name. */
@Command(
        name = "galaxy",
        description = "The account and social plane of a game platform.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            Serve.class, UsersCommands.class, ConnectionsCommands.class, Events.class, Demo.class, WarmUp.class);

    /** Events of the flight recorder that are not used; to register them takes 0.1 s of each start. */
    private static final List<String> RECORDED = List.of("io.lettuce.core.jfr", "io.netty.jfr.enabled");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    public static void main(String[] arguments) {
        // Every number that is stored, sent or printed has ASCII digits, whatever the locale of the machine.
        Locale.setDefault(Locale.ROOT);
        RECORDED.forEach(events -> System.getProperties().putIfAbsent(events, "false"));
        System.exit(commandLine(arguments).execute(arguments));
    }

    /**
     * The program as picocli knows it, ready to take arguments.
     *
     * @param arguments if the first is the name of a command, that is the only one there is, and the start need not wait until
     *     picocli has read the others (0.4 s on two cores)
     */
    public static CommandLine commandLine(String... arguments) {
        CommandLine program = new CommandLine(new Main());
        List<Class<?>> named = COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        (named.isEmpty() ? COMMANDS : named).forEach(program::addSubcommand);
        return UserConverters.register(Converters.register(program))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler(new Failure());
    }

    /** Prints what is wrong and where the help is. The whole help would hide the message. */
    private static int misused(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("galaxy: " + wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            command.getErr().println("galaxy: Read `" + command.getCommandSpec().qualifiedName() + " --help`.");
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

package galaxy.app;

import galaxy.app.cli.Converters;
import galaxy.app.cli.ExitException;
import galaxy.app.cli.Screen;
import galaxy.app.cli.StandardOutput;
import galaxy.app.cli.auth.AuthConverters;
import galaxy.app.cli.auth.OutboxCommand;
import galaxy.app.cli.auth.SessionsCommands;
import galaxy.app.cli.connections.ConnectionsCommands;
import galaxy.app.cli.connections.ConnectionsConverters;
import galaxy.app.cli.demo.Demo;
import galaxy.app.cli.gateway.Call;
import galaxy.app.cli.gateway.SignIn;
import galaxy.app.cli.gateway.SignOut;
import galaxy.app.cli.geo.GeoCommands;
import galaxy.app.cli.geo.GeoConverters;
import galaxy.app.cli.users.UserConverters;
import galaxy.app.cli.users.UsersCommands;
import galaxy.app.cli.web.WebCommands;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
            Serve.class,
            UsersCommands.class,
            ConnectionsCommands.class,
            SignIn.class,
            Call.class,
            SignOut.class,
            SessionsCommands.class,
            OutboxCommand.class,
            GeoCommands.class,
            Events.class,
            GeoipCommands.class,
            WebCommands.class,
            Store.class,
            Backup.class,
            Restore.class,
            Demo.class,
            WarmUp.class);

    private static final int HELP_COLUMNS = 80;
    private static final int MIN_HELP_COLUMNS = 55;

    /** Events of the flight recorder that are not used; to register them takes 0.1 s of each start. */
    private static final List<String> RECORDED = List.of("io.lettuce.core.jfr", "io.netty.jfr.enabled");

    @CommandLine.Option(
            names = "--verbose",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Prints the stack trace of an internal error, and what libraries log.")
    private boolean verbose;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    public static void main(String[] arguments) {
        // Every number that is stored, sent or printed has ASCII digits, whatever the locale of the machine.
        Locale.setDefault(Locale.ROOT);
        RECORDED.forEach(events -> System.getProperties().putIfAbsent(events, "false"));
        if (Stream.of(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .filter("serve"::equals)
                .isPresent()) {
            Serve.stopWhenAsked();
            Serve.prepare();
        }
        int exitCode = execute(StandardOutput.writer(), errors(), arguments);
        Serve.end();
        System.exit(exitCode);
    }

    private static PrintWriter errors() {
        return new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    }

    /** Runs a command, and returns its exit code when all of its output is written. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        try {
            String unreadable = Stream.of(arguments).anyMatch(argument -> argument.indexOf('\uFFFD') >= 0)
                    ? System.getProperty("sun.jnu.encoding", "")
                    : "UTF-8";
            if (!unreadable.equals("UTF-8")) {
                throw ExitException.usage("an argument has characters that the locale (" + unreadable
                        + ") does not have; set LC_ALL=C.UTF-8, or a locale of UTF-8 that is installed");
            }
            int exitCode = commandLine(arguments).setOut(out).setErr(err).execute(arguments);
            out.flush();
            return exitCode;
        } catch (ExitException ended) {
            Failure.say(err, ended);
            return ended.exitCode();
        } catch (Error broken) {
            return Failure.say(err, broken);
        }
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
        program.getSubcommands().values().forEach(Main::removeVersion);
        return AuthConverters.register(ConnectionsConverters.register(
                        GeoConverters.register(UserConverters.register(Converters.register(program)))))
                // Without this, an argument such as @name would be replaced by the content of a file.
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(Screen.columns().isEmpty())
                .setUsageHelpWidth(helpColumns())
                .setCommandName(System.getProperty("galaxy.command", "galaxy"))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Misuse())
                .setExecutionStrategy(Main::run)
                .setExecutionExceptionHandler(new Failure());
    }

    /** Of the columns that the terminal has, those that picocli can lay out. */
    private static int helpColumns() {
        return Math.max(MIN_HELP_COLUMNS, Screen.columns().orElse(HELP_COLUMNS));
    }

    /** The program has a version, its commands have none. */
    private static void removeVersion(CommandLine command) {
        CommandLine.Model.CommandSpec spec = command.getCommandSpec();
        spec.options().stream()
                .filter(CommandLine.Model.OptionSpec::versionHelp)
                .toList()
                .forEach(spec::remove);
        command.getSubcommands().values().forEach(Main::removeVersion);
    }

    /** Help is printed before there is a command, and may end as a command does. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (ExitException ended) {
            CommandLine command = parsed.commandSpec().commandLine();
            throw new CommandLine.ExecutionException(command, String.valueOf(ended.getMessage()), ended);
        }
    }

    /** Whether the command line of a command asks for all there is to say. */
    static boolean isVerbose(CommandLine.ParseResult parsed) {
        return parsed.commandSpec().root().userObject() instanceof Main program && program.verbose;
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

package galaxy.bench;

import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the benches. */
@Command(
        name = "bench",
        header = "Measures Galaxy on this machine.",
        description = {
            "",
            "Each bench starts what it needs, in temporary folders and on free ports: a redis-server with appendfsync"
                    + " always, and the service in a JVM of its own as ./galaxy serve runs it. It uses persistent"
                    + " connections, reports its progress on standard error, and prints a table in Markdown on standard"
                    + " output.",
            "",
            "Load generator, service and Redis share the machine, so compare figures only with one another and with"
                    + " docs/reference/figures.md. Compared loads are measured in turns, and medians are shown, so that a"
                    + " busy moment of the machine affects all of them.",
            ""
        },
        subcommands = {
            ListingBench.class,
            ReadsBench.class,
            WritesBench.class,
            ConnectionsBench.class,
            EndsBench.class,
            HotBench.class,
            GatewayBench.class,
            GatewayFloods.class,
            GeoBench.class,
            AuthBench.class,
            SignInTimingBench.class,
            GeoipBench.class,
            ListenersBench.class,
            MemoryBench.class,
            MillionBench.class,
            NamesBench.class,
            PagesBench.class,
            ReindexBench.class,
            ResidentBench.class,
            RestartsBench.class,
            StartBench.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        commandListHeading = "%nBenches:%n",
        footer = {"", "Examples:", "  ./galaxy bench listing --users 1000,100000", "  ./galaxy bench reads --seconds 5"
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    public static void main(String[] arguments) {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.ERROR), System.err);
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}

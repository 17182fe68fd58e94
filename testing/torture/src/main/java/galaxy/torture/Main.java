package galaxy.torture;

import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.torture.connections.ConnectionsWorkload;
import galaxy.torture.hostile.HostileCommand;
import galaxy.torture.users.UsersWorkload;
import galaxy.torture.workload.Workload;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;

/** The entry point of the torture. */
public final class Main {
    private static final List<Workload.Maker> WORKLOADS = List.of(UsersWorkload::new, ConnectionsWorkload::new);

    private Main() {}

    public static void main(String[] arguments) {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.ERROR), System.err);
        CommandLine hostile = new CommandLine(new HostileCommand(WORKLOADS))
                .registerConverter(Duration.class, Torture::parseDuration);
        System.exit(Torture.commandLine(WORKLOADS).addSubcommand(hostile).execute(arguments));
    }
}

package galaxy.torture;

import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.torture.connections.ConnectionsWorkload;
import galaxy.torture.hostile.HostileCommand;
import galaxy.torture.users.UsersWorkload;
import java.util.List;
import picocli.CommandLine;

/** Where the torture starts. */
public final class Main {
    /** What the services are loaded with. */
    private static final List<WorkloadMaker> WORKLOADS = List.of(UsersWorkload::new, Main::connections);

    private Main() {}

    public static void main(String[] arguments) {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.ERROR), System.err);
        System.exit(commandLine().execute(arguments));
    }

    private static Workload connections(Target target, Journal journal, long seed, Promise promise) {
        var kept = switch (promise.kept()) {
            case ALL -> galaxy.torture.connections.Promise.ALL_KEPT;
            case TO_A_MOMENT -> galaxy.torture.connections.Promise.KEPT_TO_A_MOMENT;
            case BUCKETS_TO_A_MOMENT -> galaxy.torture.connections.Promise.BUCKETS_KEPT_TO_A_MOMENT;
        };
        return new ConnectionsWorkload(
                target,
                journal,
                Long.toString(seed, 36),
                new ConnectionsWorkload.Options(
                        kept, promise.clockSkew(), 1_000_000));
    }

    static CommandLine commandLine() {
        return Torture.commandLine(WORKLOADS, Main.class).addSubcommand(new HostileCommand());
    }
}

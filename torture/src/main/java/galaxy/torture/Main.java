package galaxy.torture;

import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import java.util.List;
import picocli.CommandLine;

/** Where the torture starts. */
public final class Main {
    /** What the services are loaded with. */
    private static final List<WorkloadMaker> WORKLOADS = List.of();

    private Main() {}

    public static void main(String[] arguments) {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.ERROR), System.err);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return Torture.commandLine(WORKLOADS, Main.class);
    }
}

package galaxy.torture;

import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import java.util.List;
import picocli.CommandLine;

/** The torture with nothing but registrations, as a program. */
final class SmallTorture {
    private SmallTorture() {}

    public static void main(String[] arguments) {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.ERROR), System.err);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return Torture.commandLine(List.of(Registrations::new), SmallTorture.class);
    }
}

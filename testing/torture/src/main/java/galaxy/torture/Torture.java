package galaxy.torture;

import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.kernel.Durations;
import galaxy.kernel.Parsed;
import galaxy.testkit.SmallDisk;
import galaxy.torture.auth.AuthWorkload;
import galaxy.torture.connections.ConnectionsWorkload;
import galaxy.torture.fault.Fault;
import galaxy.torture.gateway.GatewayWorkload;
import galaxy.torture.geo.GeoWorkload;
import galaxy.torture.hostile.HostileCommand;
import galaxy.torture.users.UsersWorkload;
import galaxy.torture.web.PagesWorkload;
import galaxy.torture.workload.Choices.Between;
import galaxy.torture.workload.Report;
import galaxy.torture.workload.Workload;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of a run. */
@Command(
        name = "torture",
        resourceBundle = "galaxy.torture.torture",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class Torture implements Callable<Integer> {
    private static final List<Workload.Maker> ALL = List.of(
            UsersWorkload::new,
            ConnectionsWorkload::new,
            AuthWorkload::new,
            GeoWorkload::new,
            GatewayWorkload::new,
            PagesWorkload::new);

    private final List<Workload.Maker> workloads;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Options options = new Options();

    public static void main(String[] arguments) {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.ERROR), System.err);
        CommandLine hostile =
                new CommandLine(new HostileCommand(ALL)).registerConverter(Duration.class, Torture::parseDuration);
        System.exit(commandLine(ALL).addSubcommand(hostile).execute(arguments));
    }

    private Torture(List<Workload.Maker> workloads) {
        this.workloads = List.copyOf(workloads);
    }

    /** The command, ready to be executed. */
    static CommandLine commandLine(List<Workload.Maker> workloads) {
        return new CommandLine(new Torture(workloads))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, Torture::parseDuration)
                .registerConverter(Between.class, Torture::parseRange)
                .setParameterExceptionHandler(Torture::rejected);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String command = "./galaxy torture "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
        Report report = new Report(command, options.seed);
        List<Fault> faults = options.faults(spec);
        if (Options.has(Fault.Trait.NEEDS_A_SMALL_DISK, faults) && !SmallDisk.hasOwnMounts(System.getenv())) {
            if (SmallDisk.isPossible()) {
                return SmallDisk.runAgainWithOwnMounts();
            }
            String note = "SKIPPED: disk-full, as this user cannot mount a small disk here (unshare -Urm fails).";
            report.put("note", note);
            Report.progress(note);
            faults = faults.stream()
                    .filter(fault -> fault.trait() != Fault.Trait.NEEDS_A_SMALL_DISK)
                    .toList();
            if (faults.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "No fault is left");
            }
        }
        Report.progress("seed " + options.seed + ", faults "
                + faults.stream().map(Fault::name).toList());
        new Run(options, faults, workloads, options.promise(faults)).execute(report);
        return report.finish(spec.commandLine().getOut(), options.report);
    }

    private static int rejected(ParameterException rejection, String[] arguments) {
        CommandLine command = rejection.getCommandLine();
        command.getErr().println("torture: " + rejection.getMessage());
        command.getErr().println("torture: read `./galaxy torture --help`");
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Reads {@code 250ms}, {@code 10s}, {@code 5m}, {@code 2h}. */
    static Duration parseDuration(String text) {
        return switch (Durations.parse(text)) {
            case Parsed.Valid<Duration>(Duration time) -> time;
            case Parsed.Invalid<Duration>(String reason) -> throw new TypeConversionException(text + ": " + reason);
        };
    }

    /** Reads one time, or two with {@code -} between them, of which the first may be {@code 0ms}. */
    static Between parseRange(String text) {
        String[] ends = text.split("-", 2);
        Duration shortest = ends[0].equals("0ms") ? Duration.ZERO : parseDuration(ends[0]);
        Between range = new Between(shortest, parseDuration(ends[ends.length - 1]));
        if (range.shortest().compareTo(range.longest()) > 0) {
            throw new TypeConversionException(text + ": give the shorter time first");
        }
        return range;
    }
}

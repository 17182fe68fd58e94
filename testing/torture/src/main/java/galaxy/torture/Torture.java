package galaxy.torture;

import galaxy.kernel.Durations;
import galaxy.kernel.Parsed;
import galaxy.testkit.SmallDisk;
import galaxy.torture.fault.Fault;
import galaxy.torture.fault.Faults;
import galaxy.torture.stage.StageException;
import galaxy.torture.workload.Between;
import galaxy.torture.workload.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of a run. */
@Command(
        name = "torture",
        header = "Injects faults into Galaxy under load and checks that nothing acknowledged is lost.",
        description = {
            "",
            "Clients send the packaged program a random mix of all requests of users and connections. Meanwhile processes"
                    + " are killed and stopped and connections are cut, one fault after another at random moments. Then"
                    + " the load stops, and everything is read back, through the interfaces and out of the store, and"
                    + " compared with the responses: each acknowledged change is there exactly once, names are unique,"
                    + " indexes, histories and events are complete, and nothing is left unfinished.",
            "",
            "Progress goes to standard error, a table in Markdown to standard output. Without options: a minute of"
                    + " every common fault on the embedded stage.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no rule was violated",
            "1:a rule was violated, or the run failed",
            "2:the command line is invalid"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./galaxy torture --faults kill-service --times 500 --writes 200000",
            "  ./galaxy torture --stage standalone --instances 2 --duration 10m",
            "  ./galaxy torture --stage standalone --instances 2 --faults clock,kill-one",
            "  ./galaxy torture --faults disk-full --times 20 --report disk.json",
            "  ./galaxy torture --stage cluster --set redis.durability=replicated --faults fail-over,move-slot",
            ""
        })
public final class Torture implements Callable<Integer> {
    private final List<Workload.Maker> workloads;
    private final Class<?> program;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Options options = new Options();

    private Torture(List<Workload.Maker> workloads, Class<?> program) {
        this.workloads = List.copyOf(workloads);
        this.program = program;
    }

    /**
     * The command, ready to be executed.
     *
     * @param workloads the load of the services
     * @param program the class that is run again where the torture needs a process of another kind
     */
    static CommandLine commandLine(List<Workload.Maker> workloads, Class<?> program) {
        CommandLine command = new CommandLine(new Torture(workloads, program))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, Torture::parseDuration)
                .registerConverter(Between.class, Torture::parseRange)
                .setParameterExceptionHandler(Torture::rejected)
                .setExecutionExceptionHandler(Torture::failed);
        command.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
                        help -> listOfFaults() + help.exitCodeListHeading());
        return command;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Fault> faults = faults();
        List<String> notes = new ArrayList<>();
        if (faults.stream().anyMatch(Torture::needsSmallDisk) && !SmallDisk.hasOwnMounts(System.getenv())) {
            if (SmallDisk.isPossible()) {
                return SmallDisk.runWithOwnMounts(commandAgain());
            }
            notes.add("SKIPPED: disk-full, as this user cannot mount a small disk here (unshare -Urm fails).");
            notes.forEach(Report::progress);
            faults = faults.stream().filter(fault -> !needsSmallDisk(fault)).toList();
            if (faults.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "No fault is left");
            }
        }
        Report.progress("seed " + options.seed + ", faults "
                + faults.stream().map(Fault::name).toList());
        String command = "./galaxy torture " + String.join(" ", arguments());
        Report report = new Run(options, faults, workloads).execute(new Report(command, options.seed, notes));
        spec.commandLine().getOut().print(report.markdown());
        spec.commandLine().getOut().flush();
        if (options.report.isPresent()) {
            report.writeJson(options.report.get());
        }
        return report.isClean() ? 0 : 1;
    }

    private List<Fault> faults() {
        try {
            return options.faults();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean needsSmallDisk(Fault fault) {
        return fault.trait() == Fault.Trait.NEEDS_A_SMALL_DISK;
    }

    private List<String> arguments() {
        return spec.commandLine().getParseResult().originalArgs();
    }

    /** This program, with the same arguments. */
    private List<String> commandAgain() {
        List<String> again = new ArrayList<>();
        again.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        again.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        again.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        again.addAll(arguments());
        return again;
    }

    private static int rejected(ParameterException rejection, String[] arguments) {
        CommandLine command = rejection.getCommandLine();
        print(rejection, command);
        command.getErr().println("torture: read `./galaxy torture --help`");
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof StageException) {
            print(failure, command);
            return 1;
        }
        throw failure;
    }

    private static void print(Exception failure, CommandLine command) {
        command.getErr().println("torture: " + failure.getMessage());
        command.getErr().flush();
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

    private static String listOfFaults() {
        StringBuilder text = new StringBuilder("%nFaults:%n".formatted());
        Faults.all()
                .forEach(fault -> text.append("  %-19s %s%s%n"
                        .formatted(fault.name(), fault.effect(), fault.isCommon() ? "" : " (not among all)")));
        return text.toString();
    }
}

package galaxy.torture;

import galaxy.torture.fault.Fault;
import galaxy.torture.fault.Faults;
import galaxy.torture.stage.SmallDisk;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Between;
import galaxy.torture.workload.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of a run. */
@Command(
        name = "torture",
        header = "Has faults befall Galaxy under load, and proves that nothing acknowledged was lost.",
        description = {
            "",
            "Starts the packaged program in a JVM of its own, in a temporary folder and on free ports, loads it with"
                    + " clients that do a random mix of all that users and connections can do, and meanwhile kills, stops"
                    + " and cuts off what there is, one fault after another at random moments. Then the load stops, and"
                    + " everything is read back, through the interfaces and out of the store, and held against what was"
                    + " answered: each acknowledged change there exactly once, names unique, indexes, histories and events"
                    + " complete, nothing left half done.",
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
            "0:every promise was kept",
            "1:one was not, or the run could not be made",
            "2:the command line does not fit"
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
    private static final Duration ALONE = Duration.ofMinutes(1);

    private final List<Workload.Maker> workloads;
    private final Class<?> program;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "What the services stand on: embedded, one instance with its own Redis (the default);"
                    + " standalone, instances on one Redis, each behind a proxy; or cluster, instances on three masters"
                    + " with a replica each.")
    private StageKind stage = StageKind.EMBEDDED;

    @Option(
            names = "--instances",
            paramLabel = "N",
            description = "How many instances of the program there are. The default is 1; an embedded Redis has one.")
    private int instances = 1;

    @Option(
            names = "--faults",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Which faults, by name, as below; all, the default, are those that fit the stage and take away"
                            + " no promise; none are none.")
    private List<String> faults = List.of("all");

    @Option(names = "--times", paramLabel = "N", description = "How many faults, each as often as the others.")
    private Optional<Integer> times = Optional.empty();

    @Option(names = "--writes", paramLabel = "N", description = "Goes on until so many writes were acknowledged.")
    private Optional<Long> writes = Optional.empty();

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long at most, such as 30s, 10m, 2h. Without any of the three, a minute.")
    private Optional<Duration> duration = Optional.empty();

    @Option(
            names = "--clients",
            paramLabel = "N",
            description = "How many clients each service has at once. The default is 8.")
    private int clients = 8;

    @Option(
            names = "--calm",
            paramLabel = "TIME[-TIME]",
            description = "How long the services are left alone between being ready again and the next fault. The"
                    + " default is 300ms-1s. One fault in eight does not wait until they are ready.")
    private Between calm = Between.millis(300, 1000);

    @Option(
            names = "--lasting",
            paramLabel = "TIME[-TIME]",
            description = "How long a fault lasts that lasts for a while. The default is 100ms-2s.")
    private Between lasting = Between.millis(100, 2000);

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of everything that is drawn. The same seed makes the same requests and faults, as far as the"
                    + " answers are the same.")
    private long seed = ThreadLocalRandom.current().nextLong(1, 1L << 31);

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the services; may be given many times.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--answer-within",
            paramLabel = "TIME",
            description = "How long any answer may take, also 503, unless a fault stops the service itself. The default"
                    + " is 2s.")
    private Duration answerWithin = Duration.ofSeconds(2);

    @Option(
            names = "--ready-within",
            paramLabel = "TIME",
            description = "How long all instances may take to be ready again after a fault. The default is 10s.")
    private Duration readyWithin = Duration.ofSeconds(10);

    @Option(names = "--report", paramLabel = "FILE", description = "Where to write the report as JSON too.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Where to write every request, answer and fault, one JSON object a line.")
    private Optional<Path> journal = Optional.empty();

    @Option(
            names = "--keep",
            description = "Keeps the folder of the run with its logs, which is kept anyway when a promise was broken.")
    private boolean keep;

    private Torture(List<Workload.Maker> workloads, Class<?> program) {
        this.workloads = List.copyOf(workloads);
        this.program = program;
    }

    /**
     * The command, ready to take arguments.
     *
     * @param workloads what the services are loaded with
     * @param program the class that is run again where the torture needs a process of another kind
     */
    static CommandLine commandLine(List<Workload.Maker> workloads, Class<?> program) {
        CommandLine command = new CommandLine(new Torture(workloads, program))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, Manners::duration)
                .registerConverter(Between.class, Manners::between)
                .setParameterExceptionHandler(Manners::misused)
                .setExecutionExceptionHandler(Manners::failed);
        command.getHelpSectionMap()
                .put(
                        CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
                        help -> Manners.faults() + help.exitCodeListHeading());
        return command;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Fault> chosen = chosen();
        List<String> notes = new ArrayList<>();
        if (chosen.stream().anyMatch(Torture::needsSmallDisk) && !SmallDisk.hasOwnMounts(System.getenv())) {
            if (SmallDisk.isPossible()) {
                return SmallDisk.runWithOwnMounts(commandAgain());
            }
            String note = "SKIPPED: disk-full, since this user may not mount a small disk here (unshare -Urm fails).";
            Report.progress(note);
            notes.add(note);
            chosen = chosen.stream().filter(fault -> !needsSmallDisk(fault)).toList();
            if (chosen.isEmpty()) {
                throw misused("nothing is left to be done");
            }
        }
        Plan plan = plan(chosen);
        Report.progress(
                "seed " + seed + ", faults " + chosen.stream().map(Fault::name).toList());
        Report told = new Report(new Run(plan, workloads).execute(), command(), notes);
        spec.commandLine().getOut().print(told.markdown());
        spec.commandLine().getOut().flush();
        if (report.isPresent()) {
            told.writeJson(report.get());
        }
        return told.outcome().isClean() ? 0 : 1;
    }

    private Plan plan(List<Fault> chosen) {
        Optional<Duration> atMost =
                duration.isEmpty() && times.isEmpty() && writes.isEmpty() ? Optional.of(ALONE) : duration;
        return new Plan(
                stage,
                instances,
                chosen,
                new Plan.End(atMost, times, writes),
                clients,
                seed,
                calm,
                lasting,
                settings,
                new Plan.Limits(answerWithin, readyWithin),
                journal,
                keep);
    }

    private List<Fault> chosen() {
        if (instances < 1 || (stage == StageKind.EMBEDDED && instances > 1)) {
            throw misused("--instances " + instances + ": there is 1 on an embedded Redis, 1 or more on another");
        }
        if (clients < 1) {
            throw misused("--clients is 1 at least");
        }
        if (workloads.isEmpty()) {
            throw misused("there is no workload");
        }
        try {
            return faults.equals(List.of("none")) ? List.of() : Faults.named(faults, stage, instances);
        } catch (IllegalArgumentException e) {
            throw misused(String.valueOf(e.getMessage()));
        }
    }

    private static boolean needsSmallDisk(Fault fault) {
        return fault.trait() == Fault.Trait.NEEDS_A_SMALL_DISK;
    }

    private String command() {
        return "./galaxy torture " + String.join(" ", arguments());
    }

    private List<String> arguments() {
        return spec.commandLine().getParseResult().originalArgs();
    }

    /** This very program, with the same arguments. */
    private List<String> commandAgain() {
        List<String> again = new ArrayList<>();
        again.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        again.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        again.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        again.addAll(arguments());
        return again;
    }

    private CommandLine.ParameterException misused(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }
}

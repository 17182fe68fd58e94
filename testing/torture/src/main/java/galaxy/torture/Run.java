package galaxy.torture;

import galaxy.testkit.StoreImage;
import galaxy.testkit.TempFolder;
import galaxy.torture.fault.Fault;
import galaxy.torture.stage.Instance;
import galaxy.torture.stage.LogScan;
import galaxy.torture.stage.Stage;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Load;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Report;
import galaxy.torture.workload.Workload;
import java.time.Duration;
import java.util.List;

/** One run: starts the stage, loads it, injects faults, and checks everything afterwards. */
record Run(Options options, List<Fault> faults, List<Workload.Maker> makers, Promise promise, Findings findings) {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(30);

    Run(Options options, List<Fault> faults, List<Workload.Maker> makers, Promise promise) {
        this(options, faults, makers, promise, new Findings(promise.recorded()));
    }

    /** Does everything, and completes the report. It fails if the stage cannot be set up. */
    void execute(Report report) throws InterruptedException {
        TempFolder folder = TempFolder.make();
        boolean smallDisk = Options.has(Fault.Trait.NEEDS_A_SMALL_DISK, faults);
        try (Journal journal = Journal.open(options.journal);
                Stage stage = Stage.open(options.stage, folder.path(), options.services(), smallDisk)) {
            Report.progress("the logs of the services are in " + folder.path());
            stage.fleet().requireReady(START);
            load(stage, journal, report);
            report(stage.fleet().instances(), journal, report);
            if (isKept()) {
                stage.keepFiles(folder.path());
                report.put("folder", folder.path().toString());
            }
        }
        if (!isKept()) {
            folder.close();
        }
    }

    private void report(List<Instance> instances, Journal journal, Report report) {
        List<Duration> starts = instances.stream()
                .flatMap(each -> each.startsToReady().stream())
                .toList();
        report.put("acknowledged_writes", journal.acknowledged());
        report.put("slowest_response_seconds", Report.seconds(journal.slowestResponse()));
        report.put("results", journal.results());
        int refused = instances.stream().mapToInt(Instance::refusals).sum();
        report.put("refused_starts", refused);
        report.put("starts_to_ready", Report.spread(starts));
        report.put(findings);
    }

    private boolean isKept() {
        return options.keep || !findings.violations().isEmpty();
    }

    private void load(Stage stage, Journal journal, Report report) throws InterruptedException {
        Workload.Context context =
                new Workload.Context(stage.fleet().galaxies(), journal, findings, promise, options.seed);
        List<Workload> workloads =
                makers.stream().map(maker -> maker.make(context)).toList();
        long begun = System.nanoTime();
        Load load = new Load(workloads, 0, options.clients, options.seed, findings);
        FaultSchedule schedule = new FaultSchedule(this, stage, journal);
        schedule.run(load);
        report.put("seconds_under_load", Report.seconds(Duration.ofNanos(System.nanoTime() - begun)));
        report.put("faults", schedule.report());
        load.stop();
        check(stage, journal, workloads);
    }

    private void check(Stage stage, Journal journal, List<Workload> workloads) throws InterruptedException {
        Report.progress("the load has stopped; checking");
        stage.fleet().awaitDrained(DRAIN, findings);
        workloads.forEach(each -> findings.guard("every response can be checked", () -> each.checkResponses(findings)));
        stage.fleet().stop(findings);
        findings.guard("the store can be checked", () -> {
            StoreImage image = stage.read();
            workloads.forEach(each -> each.checkStore(image, findings));
        });
        stage.logs().forEach(log -> LogScan.check(log, promise, findings));
        if (!Options.has(Fault.Trait.STOPS_THE_SERVICE, faults)) {
            Duration slowest = journal.slowestResponse();
            findings.check("every response in time", slowest.compareTo(options.answerWithin) <= 0, slowest);
        }
    }
}

package galaxy.torture;

import galaxy.testkit.TempFolder;
import galaxy.torture.fault.Fault;
import galaxy.torture.stage.Instance;
import galaxy.torture.stage.LogScan;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageException;
import galaxy.torture.stage.Stages;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Recorded;
import galaxy.torture.workload.StoreImage;
import galaxy.torture.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** One run: sets the stage, loads it, has faults befall it, and checks everything afterwards. */
final class Run {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Plan plan;
    private final List<Workload.Maker> makers;
    private final Findings findings;

    Run(Plan plan, List<Workload.Maker> makers) {
        this.plan = plan;
        this.makers = List.copyOf(makers);
        this.findings = new Findings(plan.promise().recorded());
    }

    /** A check that may fail in ways of its own. */
    @FunctionalInterface
    private interface Check {
        void make() throws InterruptedException;
    }

    /**
     * Does everything.
     *
     * @throws StageException if the stage cannot be set up
     */
    Outcome execute() throws InterruptedException {
        TempFolder folder = TempFolder.make();
        boolean isDone = false;
        try (Journal journal = Journal.open(plan.journal());
                Stage stage = Stages.open(
                        plan.stage(),
                        folder.path(),
                        plan.instances(),
                        plan.has(Fault.Trait.NEEDS_A_SMALL_DISK),
                        plan.settings())) {
            if (!stage.fleet().awaitReady(START)) {
                throw new StageException(
                        "the services were not ready within " + START + "; their logs are in " + folder.path());
            }
            Report.progress("the services are ready; their logs are in " + folder.path());
            Outcome outcome = execute(stage, journal, folder);
            isDone = true;
            return outcome;
        } finally {
            if (isDone && findings.violations().isEmpty() && !plan.keep()) {
                folder.close();
            }
        }
    }

    private Outcome execute(Stage stage, Journal journal, TempFolder folder) throws InterruptedException {
        List<Workload> workloads = makers.stream()
                .map(maker -> maker.make(
                        new Workload.Context(stage.fleet().target(), journal, findings, plan.promise(), plan.seed())))
                .toList();
        long begun = System.nanoTime();
        Load load = new Load(workloads, plan.clients(), new SplittableRandom(plan.seed()), findings);
        Storm storm = new Storm(plan, stage, load, journal, findings);
        storm.blow();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        load.stop(LAST_ANSWERS, findings);

        Report.progress("the load has stopped; checking");
        Quiet.await(stage.fleet(), QUIET, findings);
        workloads.forEach(each -> guarded("every answer can be checked", () -> each.checkResponses(findings)));
        checkInstances(stage);
        Instant stopped = Instant.now();
        guarded("the store can be checked", () -> {
            StoreImage image = stage.read();
            Quiet.check(image, plan.promise(), stopped, findings);
            workloads.forEach(each -> each.checkStore(image, findings));
        });
        LogScan scan = LogScan.expecting(plan.promise().recorded() == Recorded.BUCKETS_UP_TO_A_MOMENT);
        stage.logs().forEach(log -> scan.check(log, findings));
        if (!plan.has(Fault.Trait.STOPS_THE_SERVICE)) {
            findings.check(
                    "every answer in time",
                    journal.slowestResponse().compareTo(plan.limits().answer()) <= 0,
                    () -> "one took " + Durations.seconds(journal.slowestResponse()));
        }
        return outcome(stage, journal, folder, storm, took);
    }

    private void checkInstances(Stage stage) throws InterruptedException {
        List<String> unwilling = stage.fleet().stop();
        findings.check("stops when told", unwilling.isEmpty(), unwilling::toString);
        for (Instance each : stage.fleet().instances()) {
            findings.check(
                    "never ends by itself",
                    each.unexpectedEnds().isEmpty(),
                    () -> each.log().getFileName() + " " + each.unexpectedEnds());
        }
    }

    private Outcome outcome(Stage stage, Journal journal, TempFolder folder, Storm storm, Duration took) {
        List<Instance> instances = stage.fleet().instances();
        List<Findings.Violation> violations = findings.violations();
        if (!violations.isEmpty() || plan.keep()) {
            stage.keepFiles(folder.path());
        }
        return new Outcome(
                plan,
                took,
                storm.figures(),
                journal.acknowledged(),
                journal.results(),
                journal.slowestResponse(),
                Spread.of(instances.stream()
                        .flatMap(each -> each.startsToReady().stream())
                        .toList()),
                instances.stream().mapToInt(Instance::refusals).sum(),
                findings.checked(),
                findings.counted(),
                violations,
                violations.isEmpty() && !plan.keep() ? Optional.empty() : Optional.of(folder.path()));
    }

    private void guarded(String rule, Check check) {
        try {
            check.make();
            findings.check(rule, true, () -> "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            findings.check(rule, false, () -> Report.trace(e));
        }
    }
}

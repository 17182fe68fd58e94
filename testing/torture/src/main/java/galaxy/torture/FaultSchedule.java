package galaxy.torture;

import galaxy.torture.fault.Fault;
import galaxy.torture.stage.Stage;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Journal;
import galaxy.torture.workload.Load;
import galaxy.torture.workload.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Injects fault after fault at random moments, until the run ends. */
final class FaultSchedule {
    /** Services that are not ready by then never will be. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** One fault in so many does not wait until the services are ready again. */
    private static final int EARLY_ONE_IN = 8;

    private static final Duration POLL = Duration.ofMillis(50);
    private static final long PROGRESS_NANOS = Duration.ofSeconds(5).toNanos();

    private final List<Fault> faults;
    private final Findings findings;
    private final Options options;
    private final Stage stage;
    private final Journal journal;
    private final Choices choices;
    /** For each injection, how long it then took until all instances were ready, where that was awaited. */
    private final Map<Fault, List<Optional<Duration>>> injected = new LinkedHashMap<>();

    private final List<Fault> next = new ArrayList<>();
    private final long begun = System.nanoTime();
    private long reported = begun;
    private int count;
    private int violationsReported;
    private boolean broken;

    FaultSchedule(Run run, Stage stage, Journal journal) {
        this.options = run.options();
        this.faults = run.faults();
        this.findings = run.findings();
        this.stage = stage;
        this.journal = journal;
        this.choices = new Choices(new Random(options.seed));
        faults.forEach(fault -> injected.put(fault, new ArrayList<>()));
    }

    /** How often each fault was injected, and how long the services were not ready then. */
    Map<String, Object> report() {
        Map<String, Object> report = new TreeMap<>();
        injected.forEach((fault, all) -> {
            List<Duration> toReady = all.stream().flatMap(Optional::stream).toList();
            report.put(fault.name(), Map.of("times", all.size(), "to_ready", Report.spread(toReady)));
        });
        return report;
    }

    void run(Load load) throws InterruptedException {
        while (!isOver(load)) {
            if (faults.isEmpty() || count >= options.times.orElse(Integer.MAX_VALUE)) {
                pause(POLL);
            } else {
                pause(choices.any(options.calm));
                if (!isOver(load)) {
                    inject(draw());
                }
            }
        }
        journal.event("the last fault is over");
        awaitReady("the last fault", System.nanoTime());
    }

    private boolean isOver(Load load) {
        long nanos = System.nanoTime() - begun;
        boolean isLate =
                options.atMost().filter(atMost -> nanos >= atMost.toNanos()).isPresent();
        boolean isEnough = (options.times.isPresent() || options.writes.isPresent())
                && count >= options.times.orElse(0)
                && journal.acknowledged() >= options.writes.orElse(0L);
        return isLate || isEnough || broken || !load.isAlive();
    }

    /** Each fault comes once before any comes again. */
    private Fault draw() {
        if (next.isEmpty()) {
            next.addAll(faults);
            Collections.shuffle(next, choices.random());
        }
        return next.removeLast();
    }

    private void inject(Fault fault) throws InterruptedException {
        journal.event(fault.name());
        fault.injection().into(new Fault.Scene(stage, choices, options.lasting, findings));
        long done = System.nanoTime();
        journal.event(fault.name() + " is over");
        count++;
        Optional<Duration> toReady = choices.below(EARLY_ONE_IN) == 0
                ? Optional.empty()
                : Optional.of(awaitReady(fault.name() + " no. " + count, done));
        injected.getOrDefault(fault, new ArrayList<>()).add(toReady);
        reportProgress();
    }

    /** Waits until all instances are ready; how long that took. If it takes too long, it is reported what was not ready. */
    private Duration awaitReady(String after, long since) throws InterruptedException {
        boolean isReady = stage.fleet().awaitReady(options.readyWithin);
        List<String> notReady = isReady ? List.of() : stage.fleet().notReady();
        broken |= !isReady && !stage.fleet().awaitReady(TIMEOUT);
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        String late = "not ready after %d ms: %s".formatted(options.readyWithin.toMillis(), notReady);
        findings.check("ready again in time", isReady, after, broken ? "never" : took, late);
        return took;
    }

    private void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
        reportProgress();
    }

    private void reportProgress() {
        List<Findings.Violation> violations = findings.violations();
        violations
                .subList(violationsReported, violations.size())
                .forEach(each -> Report.progress("violated: " + each.rule() + ": " + each.what()));
        violationsReported = violations.size();
        long now = System.nanoTime();
        if (now - reported > PROGRESS_NANOS) {
            reported = now;
            long seconds = Duration.ofNanos(now - begun).toSeconds();
            Report.progress("%d s: %d faults, %d acknowledged writes, results %s, %d violations"
                    .formatted(seconds, count, journal.acknowledged(), journal.results(), violations.size()));
        }
    }
}

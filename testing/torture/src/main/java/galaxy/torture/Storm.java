package galaxy.torture;

import galaxy.torture.fault.Fault;
import galaxy.torture.fault.Moments;
import galaxy.torture.stage.Stage;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Fault after fault at drawn moments, until the plan ends. */
final class Storm {
    /** When the services are not ready by then they will not be. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Every so often the next fault does not wait until the services are ready again. */
    private static final int IMPATIENT_ONE_IN = 8;

    private static final Duration POLL = Duration.ofMillis(50);
    private static final long TELL_NANOS = Duration.ofSeconds(5).toNanos();

    private final Plan plan;
    private final Stage stage;
    private final Load load;
    private final Journal journal;
    private final Findings findings;
    private final Random random;
    private final Map<String, FaultFigures> figures = new TreeMap<>();
    private final List<Fault> next = new ArrayList<>();
    private final long begun = System.nanoTime();
    private long told = begun;
    private int applied;
    private int violationsTold;
    private boolean broken;

    Storm(Plan plan, Stage stage, Load load, Journal journal, Findings findings) {
        this.plan = plan;
        this.stage = stage;
        this.load = load;
        this.journal = journal;
        this.findings = findings;
        this.random = new Random(plan.seed());
        plan.faults().forEach(fault -> figures.put(fault.name(), new FaultFigures()));
    }

    Map<String, FaultFigures> figures() {
        return Collections.unmodifiableMap(figures);
    }

    void blow() throws InterruptedException {
        while (!isOver()) {
            if (plan.faults().isEmpty()
                    || plan.end().times().filter(times -> applied >= times).isPresent()) {
                pause(POLL);
            } else {
                pause(new Choices(random).any(plan.calm()));
                if (!isOver()) {
                    apply(draw());
                }
            }
        }
        journal.event("the storm is over");
        awaitReady("the storm", System.nanoTime());
    }

    private boolean isOver() {
        Plan.End end = plan.end();
        boolean late = end.duration()
                .filter(duration -> System.nanoTime() - begun >= duration.toNanos())
                .isPresent();
        boolean asked = end.times().isPresent() || end.writes().isPresent();
        boolean enough = asked
                && end.times().filter(times -> applied < times).isEmpty()
                && end.writes()
                        .filter(writes -> journal.acknowledged() < writes)
                        .isEmpty();
        return late || enough || broken || !load.isAlive();
    }

    /** Each comes before any comes again. */
    private Fault draw() {
        if (next.isEmpty()) {
            next.addAll(plan.faults());
            Collections.shuffle(next, random);
        }
        return next.removeLast();
    }

    private void apply(Fault fault) throws InterruptedException {
        FaultFigures figure = figures.get(fault.name());
        if (figure == null) {
            throw new IllegalStateException("a fault that was not planned: " + fault.name());
        }
        journal.event(fault.name());
        fault.act().on(stage, new Moments(random, plan.lasting()));
        long done = System.nanoTime();
        journal.event(fault.name() + " is over");
        applied++;
        figure.applied();
        if (random.nextInt(IMPATIENT_ONE_IN) > 0) {
            awaitReady(fault.name(), done);
            figure.readyAgain(Duration.ofNanos(System.nanoTime() - done));
        }
        tell();
    }

    private void awaitReady(String after, long since) throws InterruptedException {
        boolean ready = stage.fleet().awaitReady(PATIENCE);
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        broken |= !ready;
        findings.check(
                "ready again in time",
                ready && took.compareTo(plan.limits().ready()) <= 0,
                () -> (ready ? "ready " + Durations.seconds(took) : "not ready " + PATIENCE) + " after " + after
                        + " no. " + applied);
    }

    private void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
        tell();
    }

    private void tell() {
        List<Findings.Violation> violations = findings.violations();
        violations
                .subList(violationsTold, violations.size())
                .forEach(each -> Report.progress("broken: " + each.rule() + ": " + each.what()));
        violationsTold = violations.size();
        if (System.nanoTime() - told > TELL_NANOS) {
            told = System.nanoTime();
            Report.progress("%d s: %d faults, %d acknowledged writes, answers %s, %d violations"
                    .formatted(
                            (told - begun) / 1_000_000_000,
                            applied,
                            journal.acknowledged(),
                            journal.results(),
                            violations.size()));
        }
    }
}

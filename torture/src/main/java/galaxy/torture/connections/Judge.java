package galaxy.torture.connections;

import galaxy.torture.Findings;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Tells violations from losses by what was promised. Safe for many threads. */
final class Judge {
    private final Promise promise;
    private final Findings findings;
    private final Findings losses;
    private final AtomicLong undecided = new AtomicLong();

    /**
     * Notes what it finds.
     *
     * @param losses where that goes which may be lost
     */
    Judge(Promise promise, Findings findings, Findings losses) {
        this.promise = promise;
        this.findings = findings;
        this.losses = losses;
    }

    /** What must be so whatever was lost. */
    void must(String rule, boolean holds, Supplier<String> what) {
        findings.check(rule, holds, what);
    }

    /** What must be so unless something acknowledged was lost. */
    void kept(String rule, boolean holds, Supplier<String> what) {
        (promise == Promise.ALL_KEPT ? findings : losses).check(rule, holds, what);
    }

    /** What must be so unless one bucket lost more than another. */
    void across(String rule, boolean holds, Supplier<String> what) {
        (promise == Promise.BUCKETS_KEPT_TO_A_MOMENT ? losses : findings).check(rule, holds, what);
    }

    /** Notes that a history could not be judged, because it is too long. */
    void undecided() {
        undecided.incrementAndGet();
    }

    /** How many histories could not be judged. */
    long undecidedCount() {
        return undecided.get();
    }

    /** Whether no acknowledged change may be missing. */
    boolean keepsAll() {
        return promise == Promise.ALL_KEPT;
    }

    /** How often each rule did not hold. */
    static Map<String, Long> broken(Findings findings) {
        Map<String, Long> broken = new TreeMap<>();
        findings.violations().forEach(violation -> broken.merge(violation.rule(), 1L, Long::sum));
        return broken;
    }

    /** Adds what was found elsewhere. */
    static void pour(Findings from, Findings into) {
        Map<String, Long> broken = broken(from);
        Map<String, Long> held = new HashMap<>(from.checked());
        broken.forEach((rule, count) -> held.merge(rule, -count, Long::sum));
        held.forEach((rule, count) -> {
            for (long i = 0; i < count; i++) {
                into.check(rule, true, () -> "");
            }
        });
        from.violations().forEach(violation -> into.check(violation.rule(), false, violation::what));
    }
}

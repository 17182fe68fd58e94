package galaxy.torture;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What was checked and what was wrong. Safe for many threads. */
public final class Findings {
    private final Map<String, Long> checked = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Long> counted = new TreeMap<>();

    /**
     * A promise that was not kept.
     *
     * @param rule the same words for the same promise: {@code one id per e-mail}
     * @param what whom it befell and how
     */
    public record Violation(String rule, String what) {}

    /**
     * Counts a check of a rule, and notes a violation if it does not hold.
     *
     * @param what whom it befell and how; asked only then
     */
    public synchronized void check(String rule, boolean holds, Supplier<String> what) {
        checked.merge(rule, 1L, Long::sum);
        if (!holds) {
            violations.add(new Violation(rule, what.get()));
        }
    }

    /** Counts something that is no violation but worth telling: what was lost where losses are allowed. */
    public synchronized void count(String what) {
        counted.merge(what, 1L, Long::sum);
    }

    /** Takes over all of another's. */
    public void add(Findings other) {
        Map<String, Long> theirChecked = other.checked();
        List<Violation> theirViolations = other.violations();
        Map<String, Long> theirCounted = other.counted();
        synchronized (this) {
            theirChecked.forEach((rule, times) -> checked.merge(rule, times, Long::sum));
            violations.addAll(theirViolations);
            theirCounted.forEach((what, times) -> counted.merge(what, times, Long::sum));
        }
    }

    /** How often each rule was checked: a rule that was never checked proves nothing. */
    public synchronized Map<String, Long> checked() {
        return Collections.unmodifiableMap(new TreeMap<>(checked));
    }

    public synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** What was counted, and how often. */
    public synchronized Map<String, Long> counted() {
        return Collections.unmodifiableMap(new TreeMap<>(counted));
    }
}

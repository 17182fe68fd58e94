package galaxy.torture.workload;

import galaxy.torture.workload.Promise.Recorded;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What was checked and what was violated. A missing change is a violation only if this run promises it. Thread-safe. */
public final class Findings {
    private final Recorded recorded;
    private final Map<String, Long> checked = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Long> counted = new TreeMap<>();

    /** A rule, in the same words each time, and the user, record or request that violates it, and how. */
    public record Violation(String rule, String what) {}

    @FunctionalInterface
    public interface Check {
        void check(String rule, boolean holds, Object... what);
    }

    @FunctionalInterface
    public interface Action {
        void run() throws InterruptedException;
    }

    /** Nothing is checked yet. What the store still holds of the acknowledged changes decides what is a violation. */
    public Findings(Recorded recorded) {
        this.recorded = recorded;
    }

    /** Checks a rule that holds whatever was lost. What violates it is made only for a violation. */
    public synchronized void check(String rule, boolean holds, Supplier<String> what) {
        checked.merge(rule, 1L, Long::sum);
        if (!holds) {
            violations.add(new Violation(rule, what.get()));
        }
    }

    public void check(String rule, boolean holds, Object... what) {
        check(rule, holds, () -> Arrays.stream(what).map(String::valueOf).collect(Collectors.joining(", ")));
    }

    /** Checks that what one place has is what another has, each element by one of the checks. */
    public static void same(Check check, String rule, Set<?> expected, Set<?> found) {
        Set<Object> all = new HashSet<>(expected);
        all.addAll(found);
        all.forEach(each -> {
            boolean isMissing = expected.contains(each);
            check.check(rule, isMissing && found.contains(each), isMissing ? "missing" : "too much", each);
        });
    }

    /** Checks a rule about an acknowledged change, which may be missing if the run allows losses; then it is counted. */
    public void checkRecorded(String rule, boolean holds, Object... what) {
        checkOrCount(rule, holds, recorded == Recorded.ALL, what);
    }

    /** Checks a rule across two buckets, such as a name and its owner, one of which may have lost more than the other. */
    public void checkAcross(String rule, boolean holds, Object... what) {
        checkOrCount(rule, holds, recorded != Recorded.BUCKETS_UP_TO_A_MOMENT, what);
    }

    /** Does something that may fail, which is a violation. An interrupted thread stays interrupted. */
    public void guard(String rule, Action action) {
        try {
            action.run();
            check(rule, true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            String thread = Thread.currentThread().getName();
            check(rule, false, thread + ": " + trace.toString().strip());
        }
    }

    /** Counts something that is no violation but belongs into the report. */
    public synchronized void count(String what) {
        counted.merge(what, 1L, Long::sum);
    }

    /** How often each rule was checked: a rule that was never checked proves nothing. */
    public synchronized Map<String, Long> checked() {
        return Collections.unmodifiableMap(new TreeMap<>(checked));
    }

    public synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    public synchronized Map<String, Long> counted() {
        return Collections.unmodifiableMap(new TreeMap<>(counted));
    }

    private void checkOrCount(String rule, boolean holds, boolean isPromised, Object... what) {
        check(rule, holds || !isPromised, what);
        if (!holds && !isPromised) {
            count("lost: " + rule);
        }
    }
}

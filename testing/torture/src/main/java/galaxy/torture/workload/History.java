package galaxy.torture.workload;

import static galaxy.testkit.model.Linearizability.NEVER;

import galaxy.testkit.model.Linearizability;
import galaxy.torture.workload.Observed.Attempt;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What clients requested of a thing in a state {@code S}, and what they received: an order must explain it. Thread-safe. */
public final class History<S> {
    public static final String UNDECIDED = "histories with too many orders to search";

    /** How many attempts of one request are assumed to have done something without a result. */
    private static final int MOST_UNCLEAR = 3;

    private final S before;
    private final Linearizability<S> operations;

    /** @param mostPlaces how far to search for an order */
    public History(S before, int mostPlaces) {
        this.before = before;
        this.operations = new Linearizability<>(mostPlaces);
    }

    /** A request that changes nothing; one without a result says nothing. */
    public synchronized void read(String text, Observed<?> observed, Predicate<S> explains) {
        if (!observed.isOpen()) {
            operations.read(text, observed.last().begun(), observed.ended(), explains);
        }
    }

    /**
     * A request that each of its attempts carries out once or not at all.
     *
     * @param isChange whether the response says that it changed something
     * @param explains the states in which it has this response
     * @param change the states that it leads to
     */
    public synchronized void write(
            String text, Observed<?> observed, boolean isChange, Predicate<S> explains, Function<S, Stream<S>> change) {
        List<? extends Attempt<?>> unclear = observed.unclear();
        for (Attempt<?> attempt : unclear.subList(0, Math.min(MOST_UNCLEAR, unclear.size()))) {
            long end = attempt.mayContinue() ? NEVER : observed.ended();
            operations.possible(text, attempt.begun(), end, change);
        }
        if (isChange && observed.isDone()) {
            String done = text + ": " + observed.last().reply().text();
            Function<S, Stream<S>> after =
                    state -> Stream.of(state).filter(explains).flatMap(change);
            operations.completed(done, observed.last().begun(), observed.ended(), after);
        } else {
            read(text, observed, explains);
        }
    }

    /** A request that is carried out once however often it is sent, in steps, unless the state refuses it. */
    public synchronized void once(
            String text, Observed<?> observed, Predicate<S> refuses, List<Function<S, Stream<S>>> steps) {
        if (observed.refusal().isPresent() && !observed.mayContinue()) {
            operations.read(text + ": refused", observed.begun(), observed.ended(), refuses);
            return;
        }
        int step = Linearizability.NONE;
        for (Function<S, Stream<S>> change : steps) {
            step = observed.isDone()
                    ? operations.completedAfter(step, text, observed.begun(), observed.ended(), change)
                    : operations.possibleAfter(step, text, observed.begun(), NEVER, change);
        }
    }

    /** Searches for an order, until one leads to an expected state. */
    public synchronized Linearizability.Result<S> search(Predicate<S> isExpected) {
        return operations.from(before, isExpected);
    }

    /** Checks that an order leads to an expected state, unless there are too many to search. */
    public void check(String rule, String what, Predicate<S> isExpected, Findings findings) {
        Linearizability.Result<S> result = search(isExpected);
        boolean isExplained = result.states().stream().anyMatch(isExpected);
        if (isExplained || result.isComplete()) {
            findings.checkRecorded(rule, isExplained, what, result.longestOrder());
        } else {
            findings.count(UNDECIDED);
        }
    }
}

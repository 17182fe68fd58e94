package galaxy.testkit.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Searches for an order in which concurrent operations could have been carried out one at a time, such that each returns what
 * its caller received. Visits every order and remembers what it has visited, so that dozens of operations take milliseconds.
 *
 * @param <S> the state of the object that the operations are about; orders that lead to equal states are visited once
 */
public final class Linearizability<S> {
    /** The end of an operation that may still be carried out. */
    public static final long NEVER = Long.MAX_VALUE;

    /** No earlier step. */
    public static final int NONE = -1;

    private static final int MOST_PRINTED = 40;

    private final List<Operation<S>> operations = new ArrayList<>();
    private final int mostPlaces;

    private enum Kind {
        /** Was carried out. */
        COMPLETED,
        /** Was carried out, and changed nothing. */
        READ,
        /** Was carried out once or not at all. */
        POSSIBLE
    }

    /** @param after the operation that must have been carried out before, or {@link #NONE} */
    private record Operation<S>(
            String text, Kind kind, Interval interval, int after, Function<S, Stream<S>> transition) {
        boolean isPossible() {
            return kind == Kind.POSSIBLE;
        }

        @Override
        public String toString() {
            String end = interval.end() == NEVER ? "…" : Long.toString(interval.end());
            return "%s%s [%d, %s]".formatted(isPossible() ? "possibly " : "", text, interval.start(), end);
        }
    }

    private record Interval(long start, long end) {}

    private record Place<S>(BitSet done, S state) {}

    /**
     * How the operations may have ended.
     *
     * @param states every state the object may be in; empty if no order explains the results
     * @param isComplete false if there were too many orders to visit
     * @param longestOrder the longest order that was found, and the operations that did not fit after it
     */
    public record Result<S>(Set<S> states, boolean isComplete, String longestOrder) {
        /** Whether there is certainly no order. */
        public boolean isRefuted() {
            return isComplete && states.isEmpty();
        }

        /** The first state that is expected; tests fail without one. */
        public S require(Predicate<S> isExpected, Object expected) {
            return states.stream()
                    .filter(isExpected)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no order leads to%n  %s%nbut %s%n%s"
                            .formatted(expected, states.isEmpty() ? "there is none" : "to " + states, longestOrder)));
        }
    }

    /** With room for a million places. */
    public Linearizability() {
        this(1_000_000);
    }

    /** @param mostPlaces after so many visited pairs of operations done and state the search gives up */
    public Linearizability(int mostPlaces) {
        this.mostPlaces = mostPlaces;
    }

    /**
     * The transition of a mutable state: a request is made of a copy.
     *
     * @param requests every way in which the service may have carried it out
     * @param result what the caller received; empty if any result is possible
     */
    public static <M> Function<M, Stream<M>> onCopy(
            UnaryOperator<M> copy, List<? extends Function<M, ?>> requests, Optional<?> result) {
        return state -> requests.stream().flatMap(request -> {
            M next = copy.apply(state);
            Object returned = request.apply(next);
            return Stream.of(next)
                    .filter(any -> result.isEmpty() || result.get().equals(returned));
        });
    }

    /**
     * Adds an operation that was carried out between start and end.
     *
     * @param transition the states after it; none where the state before does not explain the result
     * @return its number
     */
    public int completed(String text, long start, long end, Function<S, Stream<S>> transition) {
        return completedAfter(NONE, text, start, end, transition);
    }

    /** Adds the next step of an operation whose earlier step has this number. */
    public int completedAfter(int earlier, String text, long start, long end, Function<S, Stream<S>> transition) {
        return add(new Operation<>(text, Kind.COMPLETED, new Interval(start, end), earlier, transition));
    }

    /** Adds an operation that changes nothing and whose result is explained by some states only. */
    public int read(String text, long start, long end, Predicate<S> explains) {
        Function<S, Stream<S>> transition = state -> Stream.of(state).filter(explains);
        return add(new Operation<>(text, Kind.READ, new Interval(start, end), NONE, transition));
    }

    /**
     * Adds an operation without a result: it was carried out once or not at all.
     *
     * @param text operations that {@link #NEVER} end and have the same text have the same effect
     * @param end {@link #NEVER} if it may be carried out at any later time
     */
    public int possible(String text, long start, long end, Function<S, Stream<S>> transition) {
        return possibleAfter(NONE, text, start, end, transition);
    }

    /** Adds the next step of an operation without a result whose earlier step has this number. */
    public int possibleAfter(int earlier, String text, long start, long end, Function<S, Stream<S>> transition) {
        return add(new Operation<>(text, Kind.POSSIBLE, new Interval(start, end), earlier, transition));
    }

    /** Adds an operation that overlapped all others: one that was carried out if it has a result, else a possible one. */
    public void concurrent(String text, Function<S, Stream<S>> transition, boolean hasResult) {
        int _ = hasResult ? completed(text, 0, NEVER, transition) : possible(text, 0, NEVER, transition);
    }

    private int add(Operation<S> operation) {
        operations.add(operation);
        return operations.size() - 1;
    }

    /** Visits all orders. */
    public Result<S> from(S before) {
        return from(before, state -> false);
    }

    /** Visits orders until one leads to an expected state. */
    public Result<S> from(S before, Predicate<S> isExpected) {
        Set<S> ends = new HashSet<>();
        Set<Place<S>> visited = new HashSet<>();
        Deque<Place<S>> open = new ArrayDeque<>();
        Place<S> best = new Place<>(new BitSet(), before);
        open.push(best);
        while (!open.isEmpty()) {
            Place<S> place = withReads(open.pop());
            if (!visited.add(place)) {
                continue;
            }
            if (visited.size() > mostPlaces) {
                return new Result<>(ends, false, text(best));
            }
            best = place.done().cardinality() > best.done().cardinality() ? place : best;
            if (left(place.done()).allMatch(Operation::isPossible)) {
                ends.add(place.state());
                if (isExpected.test(place.state())) {
                    break;
                }
            }
            // The last pushed is visited next: the operation that was added first was most likely carried out first.
            for (int next : candidates(place.done()).reversed()) {
                Operation<S> operation = operations.get(next);
                operation
                        .transition()
                        .apply(place.state())
                        .filter(after -> !operation.isPossible() || !after.equals(place.state()))
                        .forEach(after -> open.push(new Place<>(with(place.done(), next), after)));
            }
        }
        return new Result<>(ends, true, text(best));
    }

    /**
     * A read that the state explains is carried out at once: no order gains by delaying it, unless another operation can no
     * longer be carried out once the read has started.
     */
    private Place<S> withReads(Place<S> from) {
        BitSet done = (BitSet) from.done().clone();
        boolean moved = true;
        while (moved) {
            moved = false;
            long lastStart = lastStart(done);
            long possibleEnd = firstEnd(done, each -> each.isPossible() && each.interval.end() >= lastStart);
            for (int next : candidates(done)) {
                Operation<S> operation = operations.get(next);
                if (operation.kind() == Kind.READ
                        && operation.interval().start() <= possibleEnd
                        && operation.transition().apply(from.state()).findAny().isPresent()) {
                    done.set(next);
                    moved = true;
                }
            }
        }
        return new Place<>(done, from.state());
    }

    /** The operations that may be next: those that neither started after another ended that is left, nor ended before. */
    private List<Integer> candidates(BitSet done) {
        long firstEnd = firstEnd(done, each -> !each.isPossible());
        long lastStart = lastStart(done);
        Set<String> alike = new HashSet<>();
        List<Integer> all = new ArrayList<>();
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            Operation<S> each = operations.get(i);
            boolean isReady = each.interval().start() <= firstEnd
                    && each.interval().end() >= lastStart
                    && (each.after() == NONE || done.get(each.after()));
            boolean isAlike = each.isPossible() && each.interval().end() == NEVER && each.after() == NONE;
            if (isReady && (!isAlike || alike.add(each.text()))) {
                all.add(i);
            }
        }
        return all;
    }

    /** When the first of those ends that are left. */
    private long firstEnd(BitSet done, Predicate<Operation<S>> of) {
        long end = NEVER;
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            if (of.test(operations.get(i))) {
                end = Math.min(end, operations.get(i).interval().end());
            }
        }
        return end;
    }

    /** What ended before it can no longer be carried out. */
    private long lastStart(BitSet done) {
        long start = Long.MIN_VALUE;
        for (int i = done.nextSetBit(0); i >= 0; i = done.nextSetBit(i + 1)) {
            start = Math.max(start, operations.get(i).interval().start());
        }
        return start;
    }

    private Stream<Operation<S>> left(BitSet done) {
        return IntStream.range(0, operations.size())
                .filter(number -> !done.get(number))
                .mapToObj(operations::get);
    }

    private static BitSet with(BitSet done, int next) {
        BitSet all = (BitSet) done.clone();
        all.set(next);
        return all;
    }

    private String text(Place<S> place) {
        List<String> left =
                left(place.done()).map(Operation::toString).limit(MOST_PRINTED).toList();
        return "after %d of %d operations: %s; then none of: %s"
                .formatted(place.done().cardinality(), operations.size(), place.state(), String.join("; ", left));
    }
}

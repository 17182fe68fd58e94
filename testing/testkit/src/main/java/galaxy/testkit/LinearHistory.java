package galaxy.testkit;

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

/**
 * Whether many callers at once were served as if by one who does one thing after another, of one small object: an e-mail
 * address, a name, a link. Unlike {@link Linearization} it goes through all orders and remembers where it has been, so that
 * dozens of steps take milliseconds; and it tells every state in which the object may have been left.
 *
 * @param <S> what the object may be: immutable, with {@code equals}
 */
public final class LinearHistory<S> {
    /** After everything else. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int NONE = -1;
    private static final int SHOWN = 40;

    private final List<Step<S>> steps = new ArrayList<>();
    private final int patience;

    /**
     * What a call did at one moment.
     *
     * @param text steps of the same text do the same
     * @param isCertain whether it must have happened
     * @param isRead whether it never changes anything
     * @param after which step must have happened before, or {@link #NONE}
     * @param way the object afterwards; empty when what the caller was told does not fit the object as it is
     */
    private record Step<S>(
            String text,
            long begun,
            long ended,
            boolean isCertain,
            boolean isRead,
            int after,
            Function<S, Optional<S>> way) {}

    private record Place<S>(BitSet done, S state) {}

    /**
     * How it may have ended.
     *
     * @param states in which the object may be now; empty when there is no order that explains what was told
     * @param isComplete false when there were so many orders that the search was given up
     * @param farthest how far the best of the orders came
     */
    public record Ends<S>(Set<S> states, boolean isComplete, String farthest) {
        /** Whether it is certain that there is no order. */
        public boolean isRefuted() {
            return isComplete && states.isEmpty();
        }
    }

    /** With room for a million places. */
    public LinearHistory() {
        this(1_000_000);
    }

    /** @param patience how many places to go to before the search is given up */
    public LinearHistory(int patience) {
        this.patience = patience;
    }

    /** A step that was answered. */
    public int add(String text, long begun, long ended, Function<S, Optional<S>> way) {
        return put(new Step<>(text, begun, ended, true, false, NONE, way));
    }

    /** A step that was answered and changes nothing: what was told must fit. */
    public int addRead(String text, long begun, long ended, Predicate<S> fits) {
        return put(new Step<>(
                text,
                begun,
                ended,
                true,
                true,
                NONE,
                state -> Optional.of(state).filter(fits)));
    }

    /** Another step of the same call, after an earlier one. */
    public int addAfter(int earlier, String text, long begun, long ended, Function<S, Optional<S>> way) {
        return put(new Step<>(text, begun, ended, true, false, earlier, way));
    }

    /** A step that was not answered, and cannot have happened but in between: it happens once, or never. */
    public int addPerhaps(String text, long begun, long ended, Function<S, Optional<S>> way) {
        return put(new Step<>(text, begun, ended, false, false, NONE, way));
    }

    /** A step of which nothing is known but that it was asked for: it happens once, at any time from then on, or never. */
    public int addOpen(String text, long begun, Function<S, Optional<S>> way) {
        return put(new Step<>(text, begun, NEVER, false, false, NONE, way));
    }

    /** Another step of the same unanswered call, which may follow an earlier one. */
    public int addOpenAfter(int earlier, String text, long begun, Function<S, Optional<S>> way) {
        return put(new Step<>(text, begun, NEVER, false, false, earlier, way));
    }

    public int size() {
        return steps.size();
    }

    /** Goes through all orders. */
    public Ends<S> from(S before) {
        return from(before, state -> false);
    }

    /** Goes through orders until one is found that leaves the object in a state that is wanted. */
    public Ends<S> from(S before, Predicate<S> isWanted) {
        Set<S> ends = new HashSet<>();
        Set<Place<S>> known = new HashSet<>();
        Deque<Place<S>> open = new ArrayDeque<>();
        Place<S> best = new Place<>(new BitSet(), before);
        open.push(best);
        while (!open.isEmpty()) {
            Place<S> place = settle(open.pop());
            if (!known.add(place)) {
                continue;
            }
            if (known.size() > patience) {
                return new Ends<>(ends, false, text(best));
            }
            best = place.done().cardinality() > best.done().cardinality() ? place : best;
            if (allCertain(place.done())) {
                ends.add(place.state());
                if (isWanted.test(place.state())) {
                    break;
                }
            }
            // What is pushed last is looked at next: the call that was added first was most likely served first.
            for (int next : candidates(place.done()).reversed()) {
                Step<S> step = steps.get(next);
                step.way()
                        .apply(place.state())
                        .filter(after -> step.isCertain() || !after.equals(place.state()))
                        .ifPresent(after -> open.push(new Place<>(with(place.done(), next), after)));
            }
        }
        return new Ends<>(ends, true, text(best));
    }

    private int put(Step<S> step) {
        steps.add(step);
        return steps.size() - 1;
    }

    /**
     * A read that fits now may as well happen now: no other order could gain by its waiting, unless something else can happen
     * no more once the read has begun.
     */
    private Place<S> settle(Place<S> from) {
        BitSet done = (BitSet) from.done().clone();
        boolean moved = true;
        while (moved) {
            moved = false;
            long perhapsEnd = perhapsEnd(done);
            for (int next : candidates(done)) {
                Step<S> step = steps.get(next);
                if (step.isRead()
                        && step.begun() <= perhapsEnd
                        && step.way().apply(from.state()).isPresent()) {
                    done.set(next);
                    moved = true;
                }
            }
        }
        return new Place<>(done, from.state());
    }

    /** The steps that may be next: none that began after another had ended that is still to come, or that ended before. */
    private List<Integer> candidates(BitSet done) {
        long end = end(done, step -> step.isCertain());
        long now = lastBegun(done);
        List<Integer> all = new ArrayList<>();
        Set<String> alike = new HashSet<>();
        for (int i = done.nextClearBit(0); i < steps.size(); i = done.nextClearBit(i + 1)) {
            Step<S> step = steps.get(i);
            boolean isReady =
                    step.begun() <= end && step.ended() >= now && (step.after() == NONE || done.get(step.after()));
            // Of unanswered steps that do the same at any time any will do.
            boolean isAlike = !step.isCertain() && step.ended() == NEVER && step.after() == NONE;
            if (isReady && (!isAlike || alike.add(step.text()))) {
                all.add(i);
            }
        }
        return all;
    }

    /** When the first of those ends that may still happen and need not. */
    private long perhapsEnd(BitSet done) {
        long now = lastBegun(done);
        return end(done, step -> !step.isCertain() && step.ended() >= now);
    }

    /** When the first of some ends that have not been done. */
    private long end(BitSet done, Predicate<Step<S>> ofThose) {
        long end = NEVER;
        for (int i = done.nextClearBit(0); i < steps.size(); i = done.nextClearBit(i + 1)) {
            if (ofThose.test(steps.get(i))) {
                end = Math.min(end, steps.get(i).ended());
            }
        }
        return end;
    }

    /** What ended before the last of those began that have been done can happen no more. */
    private long lastBegun(BitSet done) {
        return done.stream().mapToLong(i -> steps.get(i).begun()).max().orElse(Long.MIN_VALUE);
    }

    private boolean allCertain(BitSet done) {
        for (int i = done.nextClearBit(0); i < steps.size(); i = done.nextClearBit(i + 1)) {
            if (steps.get(i).isCertain()) {
                return false;
            }
        }
        return true;
    }

    private static BitSet with(BitSet done, int next) {
        BitSet all = (BitSet) done.clone();
        all.set(next);
        return all;
    }

    private String text(Place<S> place) {
        List<String> left = new ArrayList<>();
        for (int i = place.done().nextClearBit(0);
                i < steps.size();
                i = place.done().nextClearBit(i + 1)) {
            Step<S> step = steps.get(i);
            left.add("%s%s [%d, %s]"
                    .formatted(
                            step.isCertain() ? "" : "perhaps ",
                            step.text(),
                            step.begun(),
                            step.ended() == NEVER ? "…" : Long.toString(step.ended())));
        }
        return "after %d of %d steps: %s; then none of: %s"
                .formatted(
                        place.done().cardinality(),
                        steps.size(),
                        place.state(),
                        String.join("; ", left.subList(0, Math.min(SHOWN, left.size()))));
    }
}

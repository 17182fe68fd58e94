package galaxy.torture.connections;

import galaxy.testkit.LinearHistory;
import galaxy.torture.Judge;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What several clients at once asked of one thing, and were told. Safe for many threads.
 *
 * @param <M> a model of the thing; to ask it changes it
 */
final class History<M extends Model<M>> {
    /** Far more than a history takes that has an order, and few enough to wait for. */
    private static final int PATIENCE = 500_000;

    /** How often the unclear attempts of one request are thought to have done something. */
    private static final int MOST_UNCLEAR = 3;

    private final LinearHistory<State<M>> steps;

    History() {
        this(PATIENCE);
    }

    History(int patience) {
        this.steps = new LinearHistory<>(patience);
    }

    /** A model that nobody asks any more; equal to others that would answer the same for ever. */
    private record State<M extends Model<M>>(M model) {
        @Override
        public boolean equals(Object other) {
            return other instanceof State<?> state && state.model.state().equals(model.state());
        }

        @Override
        public int hashCode() {
            return model.state().hashCode();
        }

        @Override
        public String toString() {
            return model.state().toString();
        }
    }

    /** It was told this, and done some time between. */
    synchronized void told(String text, Function<M, Object> way, Object told, long begun, long ended) {
        steps.add(text + " told " + told, begun, ended, state -> {
            M next = state.model().copy();
            return way.apply(next).equals(told) ? Optional.of(new State<>(next)) : Optional.empty();
        });
    }

    /** The same for what changes nothing. */
    synchronized void read(String text, Function<M, Object> way, Object told, long begun, long ended) {
        steps.addRead(
                text + " told " + told,
                begun,
                ended,
                state -> way.apply(state.model().copy()).equals(told));
    }

    /**
     * It may be done at any time from then on, or never.
     *
     * @param text of others, too, that do the same
     */
    synchronized void perhaps(String text, Function<M, Object> way, long begun) {
        steps.addOpen(text, begun, done(way));
    }

    /**
     * The attempts of a request that may each have been done, and each again.
     *
     * @param text of others, too, that do the same
     */
    synchronized void unclear(String text, Function<M, Object> way, Reply<?> reply) {
        List<Attempt> unclear = reply.unclear();
        for (Attempt attempt : unclear.subList(0, Math.min(MOST_UNCLEAR, unclear.size()))) {
            if (attempt.mayGoOn() || reply.isOpen()) {
                steps.addOpen(text, attempt.begun(), done(way));
            } else {
                steps.addPerhaps(text, attempt.begun(), reply.ended(), done(way));
            }
        }
    }

    /**
     * Checks that there is an order in which it makes sense.
     *
     * @param before is left as it is
     * @param after what can be seen at the end
     */
    synchronized void check(Judge judge, String rule, M before, Object after) {
        LinearHistory.Ends<State<M>> ends =
                steps.from(new State<>(before), state -> state.model().look().equals(after));
        List<Object> looks = ends.states().stream()
                .map(state -> state.model().look())
                .distinct()
                .toList();
        if (looks.contains(after) || ends.isComplete()) {
            judge.must(
                    rule,
                    looks.contains(after),
                    () -> looks.isEmpty() ? ends.farthest() : "it is " + after + ", but all orders lead to " + looks);
        } else {
            judge.undecided();
        }
    }

    private static <M extends Model<M>> Function<State<M>, Optional<State<M>>> done(Function<M, Object> way) {
        return state -> {
            M next = state.model().copy();
            var _ = way.apply(next);
            return Optional.of(new State<>(next));
        };
    }
}

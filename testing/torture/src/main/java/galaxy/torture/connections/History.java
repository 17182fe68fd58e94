package galaxy.torture.connections;

import galaxy.models.Linearizability;
import galaxy.torture.workload.Findings;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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

    private final Linearizability<State<M>> steps;

    History() {
        this(PATIENCE);
    }

    History(int patience) {
        this.steps = new Linearizability<>(patience);
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
        steps.completed(text + " told " + told, begun, ended, state -> {
            M next = state.model().copy();
            return way.apply(next).equals(told) ? Stream.of(new State<>(next)) : Stream.empty();
        });
    }

    /** The same for what changes nothing. */
    synchronized void read(String text, Function<M, Object> way, Object told, long begun, long ended) {
        steps.read(
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
        steps.possible(text, begun, Linearizability.NEVER, done(way));
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
                steps.possible(text, attempt.begun(), Linearizability.NEVER, done(way));
            } else {
                steps.possible(text, attempt.begun(), reply.ended(), done(way));
            }
        }
    }

    /**
     * Checks that there is an order in which it makes sense.
     *
     * @param before is left as it is
     * @param after what can be seen at the end
     */
    synchronized void check(Findings findings, String rule, M before, Object after) {
        Linearizability.Result<State<M>> ends =
                steps.from(new State<>(before), state -> state.model().look().equals(after));
        List<Object> looks = ends.states().stream()
                .map(state -> state.model().look())
                .distinct()
                .toList();
        if (looks.contains(after) || ends.isComplete()) {
            findings.check(
                    rule,
                    looks.contains(after),
                    () -> looks.isEmpty()
                            ? ends.longestOrder()
                            : "it is " + after + ", but all orders lead to " + looks);
        } else {
            findings.countUndecided();
        }
    }

    private static <M extends Model<M>> Function<State<M>, Stream<State<M>>> done(Function<M, Object> way) {
        return state -> {
            M next = state.model().copy();
            var _ = way.apply(next);
            return Stream.of(new State<>(next));
        };
    }
}

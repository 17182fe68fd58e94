package galaxy.torture.connections;

import galaxy.testkit.Linearization;
import galaxy.testkit.Linearization.Call;
import galaxy.torture.Judge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What several clients at once asked of one thing, and were told. Safe for many threads.
 *
 * @param <M> a model of the thing; to ask it changes it
 */
final class History<M extends Model<M>> {
    /** Far more than a history takes that has an order, and few enough to wait for. */
    private static final int MOST_STEPS = 500_000;

    /** How often the unclear attempts of one request are thought to have done something. */
    private static final int MOST_UNCLEAR = 3;

    private static final Object WHATEVER = "whatever";

    private final List<Asked<M>> all = new ArrayList<>();

    /** What was asked from when to when; {@link Long#MAX_VALUE} for what may come at any time. */
    private record Asked<M>(String text, List<Function<M, Object>> ways, Object told, long begun, long ended) {}

    /** There are too many orders. */
    static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** It was told this, and done some time between. */
    synchronized void told(String text, Function<M, Object> way, Object told, long begun, long ended) {
        all.add(new Asked<>(text, List.of(way), told, begun, ended));
    }

    /** It may be done at any time from then on, or never. */
    void perhaps(String text, Function<M, Object> way, long begun) {
        perhaps(text, way, begun, Long.MAX_VALUE);
    }

    /** It was done some time between, or not. */
    private synchronized void perhaps(String text, Function<M, Object> way, long begun, long ended) {
        Function<M, Object> done = way.andThen(answer -> WHATEVER);
        all.add(new Asked<>(text, List.of(model -> WHATEVER, done), WHATEVER, begun, ended));
    }

    /** The attempts of a request that may each have been done, and each again. */
    void unclear(String text, Function<M, Object> way, Reply<?> reply) {
        List<Attempt> unclear = reply.unclear();
        for (Attempt attempt : unclear.subList(0, Math.min(MOST_UNCLEAR, unclear.size()))) {
            if (attempt.mayGoOn() || reply.isOpen()) {
                perhaps(text + " perhaps", way, attempt.begun());
            } else {
                perhaps(text + " perhaps", way, attempt.begun(), reply.ended());
            }
        }
    }

    /**
     * Whether there is an order.
     *
     * @param before is left as it is
     * @param after what can be seen at the end
     * @return empty if there is; why not otherwise
     * @throws TooLongException when there are too many to be tried
     */
    synchronized Optional<String> contradiction(M before, Object after) {
        Search<M> search = new Search<>();
        try {
            new Linearization<Traced<M>>(Traced::copy, traced -> traced.model.look())
                    .find(new Traced<>(before, new BitSet()), search.calls(all), after);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Checks that there is an order. */
    void check(Judge judge, String rule, M before, Object after) {
        try {
            Optional<String> contradiction = contradiction(before, after);
            judge.must(rule, contradiction.isEmpty(), contradiction::get);
        } catch (TooLongException e) {
            judge.undecided();
        }
    }

    /** A model, and which calls it was asked. */
    private record Traced<M extends Model<M>>(M model, BitSet asked) {
        private Traced<M> copy() {
            return new Traced<>(model.copy(), (BitSet) asked.clone());
        }
    }

    /** Remembers what it tried: the same calls that led to the same state lead nowhere else another time. */
    private static final class Search<M extends Model<M>> {
        private static final Object BEEN_THERE = "tried before";

        private final Set<List<Object>> tried = new HashSet<>();
        private int left = MOST_STEPS;

        /** In the order in which they ended, which is nearly that in which they were done. */
        private List<Call<Traced<M>>> calls(List<Asked<M>> all) {
            List<Long> times = new ArrayList<>(new TreeSet<>(all.stream()
                    .flatMap(each -> Stream.of(each.begun(), each.ended()))
                    .toList()));
            List<Asked<M>> sorted = new ArrayList<>(all);
            sorted.sort(Comparator.comparingLong(Asked::ended));
            List<Call<Traced<M>>> calls = new ArrayList<>();
            for (Asked<M> asked : sorted) {
                int number = calls.size();
                List<Function<Traced<M>, Object>> ways = asked.ways().stream()
                        .<Function<Traced<M>, Object>>map(way -> traced -> ask(traced, number, way, asked.told()))
                        .toList();
                int ended = asked.ended() == Long.MAX_VALUE ? Call.NEVER : times.indexOf(asked.ended());
                calls.add(
                        new Call<>(asked.text(), ways, Optional.of(asked.told()), times.indexOf(asked.begun()), ended));
            }
            return calls;
        }

        private Object ask(Traced<M> traced, int number, Function<M, Object> way, Object told) {
            if (left-- == 0) {
                throw new TooLongException();
            }
            Object answer = way.apply(traced.model());
            traced.asked().set(number);
            boolean leadsOn = !answer.equals(told)
                    || tried.add(List.of(traced.asked().clone(), traced.model().state()));
            return leadsOn ? answer : BEEN_THERE;
        }
    }
}

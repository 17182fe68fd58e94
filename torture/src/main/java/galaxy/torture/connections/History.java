package galaxy.torture.connections;

import galaxy.testkit.Linearization;
import galaxy.testkit.Linearization.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What several clients at once asked of one thing, and were told. Safe for many threads.
 *
 * @param <M> a model of the thing; to ask it changes it
 */
final class History<M> {
    /** Far more than a history takes that has an order, and few enough to wait for. */
    private static final int MOST_STEPS = 1_000_000;

    /** How often the unclear attempts of one request are thought to have done something. */
    private static final int MOST_UNCLEAR = 3;

    private static final Object WHATEVER = "whatever";

    private final List<Asked<M>> all = new ArrayList<>();

    /** What was asked from when to when; {@link Long#MAX_VALUE} for what may come at any time. */
    private record Asked<M>(
            String text, List<Function<M, Object>> ways, Optional<Object> told, long begun, long ended) {}

    /** There are too many orders. */
    static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final class Steps {
        private int left = MOST_STEPS;

        private void count() {
            if (left-- == 0) {
                throw new TooLongException();
            }
        }
    }

    /** It was told this, and done some time between. */
    synchronized void told(String text, Function<M, Object> way, Object told, long begun, long ended) {
        all.add(new Asked<>(text, List.of(way), Optional.of(told), begun, ended));
    }

    /** It may be done at any time from then on, or never. */
    synchronized void perhaps(String text, Function<M, Object> way, long begun) {
        all.add(new Asked<>(text, List.of(way), Optional.empty(), begun, Long.MAX_VALUE));
    }

    /** It was done some time between, or not. */
    private synchronized void perhaps(String text, Function<M, Object> way, long begun, long ended) {
        Function<M, Object> done = model -> {
            Object unheard = way.apply(model);
            return unheard == null ? "" : WHATEVER;
        };
        all.add(new Asked<>(text, List.of(model -> WHATEVER, done), Optional.of(WHATEVER), begun, ended));
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
     * @param after what can be seen at the end
     * @return empty if there is; why not otherwise
     * @throws TooLongException when there are too many to be tried
     */
    synchronized Optional<String> contradiction(Linearization<M> linearization, M before, Object after) {
        try {
            linearization.find(before, calls(new Steps()), after);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Checks that there is an order. */
    void check(Judge judge, String rule, Linearization<M> linearization, M before, Object after) {
        try {
            Optional<String> contradiction = contradiction(linearization, before, after);
            judge.must(rule, contradiction.isEmpty(), contradiction::get);
        } catch (TooLongException e) {
            judge.undecided();
        }
    }

    /** In the order in which they ended, which is nearly that in which they were done. */
    private List<Call<M>> calls(Steps steps) {
        List<Long> times = new ArrayList<>(new TreeSet<>(all.stream()
                .flatMap(each -> List.of(each.begun(), each.ended()).stream())
                .toList()));
        List<Asked<M>> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingLong(Asked::ended));
        return sorted.stream().map(asked -> call(asked, times, steps)).toList();
    }

    private static <M> Call<M> call(Asked<M> asked, List<Long> times, Steps steps) {
        List<Function<M, Object>> counted = new ArrayList<>();
        for (Function<M, Object> way : asked.ways()) {
            counted.add(model -> {
                steps.count();
                return way.apply(model);
            });
        }
        int begun = times.indexOf(asked.begun());
        int ended = asked.ended() == Long.MAX_VALUE ? Call.NEVER : times.indexOf(asked.ended());
        return new Call<>(asked.text(), counted, asked.told(), begun, ended);
    }
}

package galaxy.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Whether many callers at once were served as if by one who does one thing after another. Looks for an order of their calls,
 * in which none comes before another that had ended when it began, such that a model that is asked in this order tells each
 * the same and ends the same.
 *
 * @param <M> the model; to ask it changes it
 */
public final class Linearization<M> {
    private static final int SHOWN = 20;

    private final UnaryOperator<M> copy;
    private final Function<? super M, ?> look;

    /** @param look what can be seen of a model, to be compared with what can be seen of the service */
    public Linearization(UnaryOperator<M> copy, Function<? super M, ?> look) {
        this.copy = copy;
        this.look = look;
    }

    /**
     * What a caller asked for.
     *
     * @param imagined asks the model for the same, in one of the ways in which the service may have done it, such as at one
     *     of several times
     * @param told what the caller was told; empty when it was no more than a failure: the call may have happened or not
     * @param begun when, by any count
     * @param ended when, by the same count; {@link #NEVER}, as far as is known, when the caller was told of no more than a failure
     */
    public record Call<M>(
            String text, List<Function<M, Object>> imagined, Optional<Object> told, int begun, int ended) {
        /** After everything else. */
        public static final int NEVER = Integer.MAX_VALUE;

        public Call {
            imagined = List.copyOf(imagined);
        }

        /** A call at the same time as all the others. */
        public static <M> Call<M> amongOthers(String text, List<Function<M, Object>> imagined, Optional<Object> told) {
            return new Call<>(text, imagined, told, 0, NEVER);
        }

        private boolean isBefore(Call<M> other) {
            return ended < other.begun;
        }

        @Override
        public String toString() {
            return told.map(answer -> text + " was told " + answer).orElse(text + " was told nothing");
        }
    }

    /**
     * The model as it is after all calls.
     *
     * @param before is left as it is
     * @param after what can be seen of the service
     * @throws AssertionError when there is no such order
     */
    public M find(M before, List<Call<M>> calls, Object after) {
        List<String> tried = new ArrayList<>();
        return search(before, calls, after, tried)
                .orElseThrow(() -> new AssertionError("no order of%n  %s%nleads to%n  %s%nbut others to%n  %s"
                        .formatted(
                                join(calls.stream().map(Call::toString).toList()),
                                after,
                                join(tried.stream().distinct().limit(SHOWN).toList()))));
    }

    private Optional<M> search(M from, List<Call<M>> calls, Object after, List<String> tried) {
        if (calls.stream().allMatch(call -> call.told().isEmpty())) {
            Object seen = look.apply(from);
            if (seen.equals(after)) {
                return Optional.of(from);
            }
            tried.add(seen.toString());
        }
        for (Call<M> call : calls) {
            if (calls.stream().anyMatch(other -> other.isBefore(call))) {
                continue;
            }
            List<Call<M>> rest = new ArrayList<>(calls);
            rest.remove(call);
            Optional<M> found = next(from, call, rest, after, tried);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<M> next(M from, Call<M> call, List<Call<M>> rest, Object after, List<String> tried) {
        for (Function<M, Object> way : call.imagined()) {
            M to = copy.apply(from);
            Object answer = way.apply(to);
            if (call.told().isPresent() && !call.told().get().equals(answer)) {
                tried.add(call.text() + ": " + answer);
                continue;
            }
            Optional<M> found = search(to, rest, after, tried);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String join(List<String> lines) {
        return String.join(System.lineSeparator() + "  ", lines);
    }
}

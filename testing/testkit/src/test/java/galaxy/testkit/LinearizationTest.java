package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.testkit.Linearization.Call;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** On the model of a counter. */
class LinearizationTest {
    private final Linearization<AtomicInteger> counter =
            new Linearization<>(model -> new AtomicInteger(model.get()), AtomicInteger::get);

    private static Call<AtomicInteger> add(int number, Object told, int begun, int ended) {
        return new Call<>("add " + number, List.of(model -> model.addAndGet(number)), Optional.of(told), begun, ended);
    }

    private static Call<AtomicInteger> addUntold(int number, int begun) {
        return new Call<>(
                "add " + number, List.of(model -> model.addAndGet(number)), Optional.empty(), begun, Call.NEVER);
    }

    private int after(List<Call<AtomicInteger>> calls, int seen) {
        return counter.find(new AtomicInteger(), calls, seen).get();
    }

    private void mustHaveNoOrder(List<Call<AtomicInteger>> calls, int seen) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> after(calls, seen))
                .withMessageContaining("no order");
    }

    @Test
    void calls_at_one_time_may_have_been_served_in_any_order() {
        assertThat(after(List.of(add(1, 3, 1, 4), add(2, 2, 2, 3)), 3)).isEqualTo(3);
    }

    @Test
    void a_call_is_not_served_before_one_that_had_ended_when_it_began() {
        mustHaveNoOrder(List.of(add(1, 3, 1, 2), add(2, 2, 3, 4)), 3);
    }

    @Test
    void what_was_told_to_all_must_fit_together() {
        mustHaveNoOrder(List.of(add(1, 1, 1, 4), add(2, 2, 2, 3)), 3);
    }

    @Test
    void what_can_be_seen_must_fit_what_was_told() {
        mustHaveNoOrder(List.of(add(1, 1, 1, 2)), 2);
    }

    @Test
    void a_call_whose_caller_was_told_nothing_has_happened_or_not_and_may_have_happened_late() {
        assertThat(after(List.of(addUntold(1, 1), add(2, 2, 2, 3)), 2)).isEqualTo(2);
        assertThat(after(List.of(addUntold(1, 1), add(2, 2, 2, 3)), 3)).isEqualTo(3);
        assertThat(after(List.of(addUntold(1, 1), add(2, 3, 2, 3)), 3)).isEqualTo(3);
        mustHaveNoOrder(List.of(addUntold(1, 1), add(2, 2, 2, 3)), 4);
    }

    @Test
    void a_call_may_have_happened_in_any_of_its_ways() {
        Call<AtomicInteger> call = new Call<>(
                "add 1 or 2", List.of(model -> model.addAndGet(1), model -> model.addAndGet(2)), Optional.of(2), 1, 2);
        assertThat(after(List.of(call), 2)).isEqualTo(2);
    }
}

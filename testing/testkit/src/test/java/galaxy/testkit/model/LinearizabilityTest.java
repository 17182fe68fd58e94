package galaxy.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a register of one number, and on a counter that is a mutable model. */
class LinearizabilityTest {
    private static final long NEVER = Linearizability.NEVER;

    private final Linearizability<Integer> register = new Linearizability<>();
    private final Linearizability<AtomicInteger> counter = new Linearizability<>();

    private static Function<Integer, Stream<Integer>> write(int number) {
        return before -> Stream.of(number);
    }

    private void written(int number, long start, long end) {
        register.completed("write " + number, start, end, write(number));
    }

    private void read(int number, long start, long end) {
        register.read("read " + number, start, end, state -> state == number);
    }

    private static Function<AtomicInteger, Stream<AtomicInteger>> add(Optional<Integer> result, Integer... numbers) {
        List<Function<AtomicInteger, Object>> requests = Stream.of(numbers)
                .<Function<AtomicInteger, Object>>map(number -> model -> model.addAndGet(number))
                .toList();
        return Linearizability.onCopy(model -> new AtomicInteger(model.get()), requests, result);
    }

    private void added(int number, int result, long start, long end) {
        counter.completed("add " + number, start, end, add(Optional.of(result), number));
    }

    private void perhapsAdded(int number, long start) {
        counter.possible("add " + number, start, NEVER, add(Optional.empty(), number));
    }

    private AtomicInteger countedTo(int expected) {
        return counter.from(new AtomicInteger(), state -> state.get() == expected)
                .require(state -> state.get() == expected, expected);
    }

    private void neverCountsTo(int expected) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> countedTo(expected))
                .withMessageContaining("no order");
    }

    @Test
    void finds_every_state_in_which_concurrent_operations_may_have_ended() {
        written(1, 1, 4);
        written(2, 2, 3);
        assertThat(register.from(0).states()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void what_ended_before_another_started_came_before_it() {
        written(1, 1, 2);
        written(2, 3, 4);
        assertThat(register.from(0).states()).containsExactly(2);
    }

    @Test
    void a_read_never_shows_what_was_overwritten_before_it_started() {
        written(1, 1, 2);
        written(2, 3, 4);
        read(1, 5, 6);
        Linearizability.Result<Integer> result = register.from(0);
        assertThat(result.isRefuted()).isTrue();
        assertThat(result.longestOrder()).contains("read 1 [5, 6]");
    }

    @Test
    void reads_agree_on_one_order() {
        written(1, 1, 10);
        written(2, 1, 10);
        read(1, 2, 3);
        read(2, 4, 5);
        assertThat(register.from(0).states()).containsExactly(2);
        read(1, 6, 7);
        assertThat(register.from(0).isRefuted()).isTrue();
    }

    @Test
    void an_operation_without_a_result_is_carried_out_once_or_never_and_possibly_late() {
        register.possible("write 1", 1, NEVER, write(1));
        written(2, 2, 3);
        assertThat(register.from(0).states()).containsExactlyInAnyOrder(1, 2);
        read(1, 4, 5);
        written(3, 6, 7);
        read(1, 8, 9);
        assertThat(register.from(0).isRefuted()).isTrue();
    }

    @Test
    void an_operation_without_a_result_that_has_ended_was_carried_out_in_time_or_never() {
        register.possible("write 1", 1, 3, write(1));
        written(2, 4, 5);
        assertThat(register.from(0).states()).containsExactly(2);
        register.possible("write 3", 2, 6, write(3));
        assertThat(register.from(0).states()).containsExactlyInAnyOrder(2, 3);
        read(1, 7, 8);
        assertThat(register.from(0).isRefuted()).isTrue();
    }

    @Test
    void a_read_waits_for_an_operation_that_cannot_be_carried_out_after_it() {
        register.possible("write 1", 1, 3, write(1));
        register.read("read anything", 4, 5, state -> true);
        read(1, 6, 7);
        assertThat(register.from(0).states()).containsExactly(1);
    }

    @Test
    void one_order_is_enough_if_it_leads_to_an_expected_state() {
        var small = new Linearizability<Integer>(25);
        for (int i = 0; i < 20; i++) {
            small.completed("write " + i, 1, 100, write(i));
        }
        assertThat(small.from(0, state -> state == 19).states()).contains(19);
        assertThat(small.from(0, state -> state == 20).isComplete()).isFalse();
    }

    @Test
    void a_step_never_comes_before_the_one_it_follows() {
        int first = register.completed("write 1", 1, 10, write(1));
        register.completedAfter(first, "write 2", 1, 10, write(2));
        assertThat(register.from(0).states()).containsExactly(2);
        int open =
                register.possible("write 3", 11, NEVER, before -> Stream.of(3).filter(any -> before == 2));
        register.possibleAfter(open, "write 4", 11, NEVER, write(4));
        assertThat(register.from(0).states()).containsExactlyInAnyOrder(2, 3, 4);
    }

    @Test
    void what_would_change_nothing_now_may_have_changed_something_later() {
        register.completed("back to 0 from 1", 1, 10, before -> Stream.of(before == 1 ? 0 : before));
        written(1, 2, 9);
        assertThat(register.from(0).states()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    @Timeout(20)
    void fifty_operations_many_of_them_without_a_result_are_visited_quickly() {
        for (int i = 0; i < 50; i++) {
            int number = i % 3;
            switch (i % 4) {
                case 0 -> register.possible("write " + number, i, NEVER, write(number));
                case 1 -> written(number, i, i + 8L);
                case 2 -> read(number, i, i + 9L);
                default -> read((i - 1) % 3, i, i + 9L);
            }
        }
        long start = System.nanoTime();
        Linearizability.Result<Integer> result = register.from(0);
        assertThat(result.isComplete()).isTrue();
        assertThat(result.states()).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void stops_at_too_many_orders_and_says_so() {
        var small = new Linearizability<Integer>(5);
        for (int i = 0; i < 20; i++) {
            small.completed("write " + i, 1, 100, write(i));
        }
        assertThat(small.from(0).isComplete()).isFalse();
        assertThat(small.from(0).isRefuted()).isFalse();
    }

    @Test
    void concurrent_requests_of_a_model_may_have_been_served_in_any_order() {
        added(1, 3, 1, 4);
        added(2, 2, 2, 3);
        assertThat(countedTo(3).get()).isEqualTo(3);
    }

    @Test
    void a_request_of_a_model_is_not_served_before_one_that_had_ended_when_it_started() {
        added(1, 3, 1, 2);
        added(2, 2, 3, 4);
        neverCountsTo(3);
    }

    @Test
    void the_results_of_all_requests_of_a_model_must_agree() {
        added(1, 1, 1, 4);
        added(2, 2, 2, 3);
        neverCountsTo(3);
    }

    @Test
    void the_state_at_the_end_must_agree_with_the_results() {
        added(1, 1, 1, 2);
        neverCountsTo(2);
    }

    @Test
    void a_request_of_a_model_without_a_result_was_served_or_not() {
        perhapsAdded(1, 1);
        added(2, 2, 2, 3);
        assertThat(countedTo(2).get()).isEqualTo(2);
        assertThat(countedTo(3).get()).isEqualTo(3);
        neverCountsTo(4);
    }

    @Test
    void a_request_of_a_model_without_a_result_explains_a_later_result() {
        perhapsAdded(1, 1);
        added(2, 3, 2, 3);
        assertThat(countedTo(3).get()).isEqualTo(3);
    }

    @Test
    void a_request_of_a_model_may_have_been_served_in_any_of_several_ways() {
        counter.completed("add 1 or 2", 1, 2, add(Optional.of(2), 1, 2));
        assertThat(countedTo(2).get()).isEqualTo(2);
    }
}

package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On a register of one number. */
class LinearHistoryTest {
    private final LinearHistory<Integer> history = new LinearHistory<>();

    private static Function<Integer, Optional<Integer>> write(int number) {
        return before -> Optional.of(number);
    }

    private void wrote(int number, long begun, long ended) {
        history.add("write " + number, begun, ended, write(number));
    }

    private void saw(int number, long begun, long ended) {
        history.addRead("read " + number, begun, ended, state -> state == number);
    }

    @Test
    void tells_every_state_in_which_it_may_have_ended() {
        wrote(1, 1, 4);
        wrote(2, 2, 3);
        assertThat(history.from(0).states()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void what_ended_before_another_began_came_before_it() {
        wrote(1, 1, 2);
        wrote(2, 3, 4);
        assertThat(history.from(0).states()).containsExactly(2);
    }

    @Test
    void a_read_never_shows_what_was_written_over_before_it_began() {
        wrote(1, 1, 2);
        wrote(2, 3, 4);
        saw(1, 5, 6);
        LinearHistory.Ends<Integer> ends = history.from(0);
        assertThat(ends.isRefuted()).isTrue();
        assertThat(ends.farthest()).contains("read 1 [5, 6]");
    }

    @Test
    void reads_agree_on_one_order() {
        wrote(1, 1, 10);
        wrote(2, 1, 10);
        saw(1, 2, 3);
        saw(2, 4, 5);
        assertThat(history.from(0).states()).containsExactly(2);
        saw(1, 6, 7);
        assertThat(history.from(0).isRefuted()).isTrue();
    }

    @Test
    void an_unanswered_step_happens_once_or_never_and_perhaps_late() {
        history.addOpen("write 1", 1, write(1));
        wrote(2, 2, 3);
        assertThat(history.from(0).states()).containsExactlyInAnyOrder(1, 2);
        saw(1, 4, 5);
        wrote(3, 6, 7);
        saw(1, 8, 9);
        assertThat(history.from(0).isRefuted()).isTrue();
    }

    @Test
    void an_unanswered_step_that_can_happen_no_more_happened_in_time_or_never() {
        history.addPerhaps("write 1", 1, 3, write(1));
        wrote(2, 4, 5);
        assertThat(history.from(0).states()).containsExactly(2);
        history.addPerhaps("write 3", 2, 6, write(3));
        assertThat(history.from(0).states()).containsExactlyInAnyOrder(2, 3);
        saw(1, 7, 8);
        assertThat(history.from(0).isRefuted()).isTrue();
    }

    @Test
    void a_read_that_would_fit_waits_for_what_can_happen_no_more_after_it() {
        history.addPerhaps("write 1", 1, 3, write(1));
        history.addRead("read anything", 4, 5, state -> true);
        saw(1, 6, 7);
        assertThat(history.from(0).states()).containsExactly(1);
    }

    @Test
    void one_order_is_enough_when_it_leads_where_it_should() {
        var impatient = new LinearHistory<Integer>(25);
        for (int i = 0; i < 20; i++) {
            impatient.add("write " + i, 1, 100, write(i));
        }
        assertThat(impatient.from(0, state -> state == 19).states()).contains(19);
        assertThat(impatient.from(0, state -> state == 20).isComplete()).isFalse();
    }

    @Test
    void a_step_never_comes_before_the_one_it_follows() {
        int first = history.add("write 1", 1, 10, write(1));
        history.addAfter(first, "write 2", 1, 10, write(2));
        assertThat(history.from(0).states()).containsExactly(2);
        int open = history.addOpen("write 3", 11, before -> before == 2 ? Optional.of(3) : Optional.empty());
        history.addOpenAfter(open, "write 4", 11, write(4));
        assertThat(history.from(0).states()).containsExactlyInAnyOrder(2, 3, 4);
    }

    @Test
    void what_would_change_nothing_now_may_have_changed_something_later() {
        history.add("back to 0 from 1", 1, 10, before -> Optional.of(before == 1 ? 0 : before));
        wrote(1, 2, 9);
        assertThat(history.from(0).states()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    @Timeout(20)
    void fifty_steps_of_which_many_were_never_answered_are_quickly_gone_through() {
        for (int i = 0; i < 50; i++) {
            int number = i % 3;
            switch (i % 4) {
                case 0 -> history.addOpen("write " + number, i, write(number));
                case 1 -> wrote(number, i, i + 8L);
                case 2 -> saw(number, i, i + 9L);
                default -> saw((i - 1) % 3, i, i + 9L);
            }
        }
        long begun = System.nanoTime();
        LinearHistory.Ends<Integer> ends = history.from(0);
        assertThat(ends.isComplete()).isTrue();
        assertThat(ends.states()).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void gives_up_where_there_are_too_many_orders_and_says_so() {
        var impatient = new LinearHistory<Integer>(5);
        for (int i = 0; i < 20; i++) {
            impatient.add("write " + i, 1, 100, write(i));
        }
        assertThat(impatient.from(0).isComplete()).isFalse();
        assertThat(impatient.from(0).isRefuted()).isFalse();
    }
}

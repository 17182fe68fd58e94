package galaxy.chassis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.Deadline;
import galaxy.kernel.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class InParallelTest {
    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void every_part_has_the_deadline_and_the_log_fields_of_the_request() {
        MDC.put("request_id", "r1");
        var seen = Deadline.within(
                Duration.ofMinutes(1),
                () -> InParallel.all(List.<Supplier<String>>of(
                        () -> MDC.get("request_id")
                                + (Deadline.nanosLeft() < Duration.ofMinutes(1).toNanos()),
                        () -> MDC.get("request_id")
                                + (Deadline.nanosLeft() > Duration.ofSeconds(30).toNanos()))));
        assertThat(seen).containsExactly("r1true", "r1true");
    }

    @Test
    void parts_that_start_parts_of_their_own_keep_the_deadline() {
        var seen = Deadline.within(
                Duration.ofMinutes(1),
                () -> InParallel.all(List.<Supplier<List<Long>>>of(
                        () -> InParallel.all(List.<Supplier<Long>>of(Deadline::nanosLeft)))));
        assertThat(seen.getFirst().getFirst()).isLessThan(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void outside_of_a_request_there_is_no_deadline() {
        assertThat(InParallel.all(List.<Supplier<Long>>of(Deadline::nanosLeft))).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void parts_go_on_at_the_same_time_and_their_results_are_in_order() {
        var both = new CountDownLatch(2);
        Supplier<Boolean> meets = () -> {
            both.countDown();
            try {
                return both.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        };
        assertThat(InParallel.all(List.of(meets, meets, () -> false))).containsExactly(true, true, false);
    }

    @Test
    void throws_what_a_part_has_thrown_when_all_have_ended() {
        var isDone = new AtomicBoolean();
        assertThatThrownBy(() -> InParallel.all(List.<Supplier<String>>of(
                        () -> {
                            throw new UnavailableException("away", Duration.ofSeconds(1));
                        },
                        () -> {
                            pause();
                            isDone.set(true);
                            return "";
                        })))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("away");
        assertThat(isDone).isTrue();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

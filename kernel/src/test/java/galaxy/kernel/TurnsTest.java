package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();

    @Test
    void writers_of_one_record_never_compete() {
        AtomicInteger atWork = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                threads.execute(() -> turns.retry("a record", "a record", attempt -> {
                    assertThat(atWork.incrementAndGet()).isEqualTo(1);
                    atWork.decrementAndGet();
                    return Optional.of(done.incrementAndGet());
                }));
            }
        }
        assertThat(done).hasValue(200);
    }

    @Test
    void who_does_not_get_a_turn_in_time_is_to_try_again() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread slow = Thread.ofVirtual()
                .start(() -> turns.retry("a record", "a record", attempt -> {
                    begun.countDown();
                    try {
                        return Optional.of(end.await(1, TimeUnit.MINUTES));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        begun.await();
        assertThatThrownBy(() -> Deadline.within(
                        Duration.ofMillis(20), () -> turns.retry("a record", "a record", attempt -> Optional.of(1))))
                .isInstanceOf(TryAgainException.class);
        end.countDown();
        slow.join();
        assertThat(turns.<Integer>retry("a record", "a record", attempt -> Optional.of(1)))
                .isEqualTo(1);
    }
}

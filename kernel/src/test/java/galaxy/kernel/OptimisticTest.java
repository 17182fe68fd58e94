package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class OptimisticTest {
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void starts_over_until_a_write_is_done() {
        int result = Optimistic.retry("a record", attempt -> {
            int number = attempts.incrementAndGet();
            return attempt.noted(number < 4 ? WriteResult.CONFLICT : WriteResult.DONE)
                    .ifDone(number);
        });
        assertThat(result).isEqualTo(4);
    }

    @Test
    void gives_up_after_a_bounded_number_of_attempts() {
        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> Optimistic.retry("a record", attempt -> conflict()))
                .withMessageContaining("a record");
        assertThat(attempts).hasValue(Optimistic.ATTEMPTS);
    }

    @Test
    void starts_no_further_attempt_after_the_deadline_of_the_request() {
        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> Deadline.within(
                        Duration.ofMillis(20), () -> Optimistic.retry("a record", attempt -> conflict())));
        assertThat(attempts.get()).isLessThan(Optimistic.ATTEMPTS);
    }

    @Test
    void makes_at_least_one_attempt() {
        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() ->
                        Deadline.within(Duration.ZERO, () -> Optimistic.retry("a record", attempt -> conflict())));
        assertThat(attempts).hasValue(1);
    }

    @Test
    void refuses_to_write_again_after_an_unconfirmed_write() {
        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> Optimistic.retry("a record", attempt -> {
                    attempt.requireFirstWrite();
                    attempts.incrementAndGet();
                    return attempt.noted(WriteResult.CONFLICT_OR_DONE).ifDone("written");
                }))
                .withMessageContaining("did not confirm");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void writes_again_after_a_conflict() {
        assertThat(Optimistic.<String>retry("a record", attempt -> {
                    attempt.requireFirstWrite();
                    WriteResult written = attempts.incrementAndGet() == 1 ? WriteResult.CONFLICT : WriteResult.DONE;
                    return attempt.noted(written).ifDone("written");
                }))
                .isEqualTo("written");
    }

    @Test
    void pauses_at_random_before_the_third_and_each_later_attempt_for_16_ms_at_most() {
        Random random = new Random(1);
        assertThat(Optimistic.pauseNanos(0, random)).isZero();
        assertThat(Optimistic.pauseNanos(1, random)).isZero();
        List<Long> second = pauses(2, random);
        assertThat(second).allMatch(nanos -> nanos < 500_000);
        assertThat(Set.copyOf(second)).hasSizeGreaterThan(90);
        assertThat(pauses(3, random)).allMatch(nanos -> nanos < 1_000_000).anyMatch(nanos -> nanos > 500_000);
        assertThat(pauses(Optimistic.ATTEMPTS, random))
                .allMatch(nanos -> nanos < 16_000_000)
                .anyMatch(nanos -> nanos > 12_000_000);
    }

    private static List<Long> pauses(int failed, Random random) {
        return Stream.generate(() -> Optimistic.pauseNanos(failed, random))
                .limit(100)
                .toList();
    }

    private Optional<String> conflict() {
        attempts.incrementAndGet();
        return Optional.empty();
    }
}

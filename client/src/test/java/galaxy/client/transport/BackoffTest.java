package galaxy.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Backoff backoff = new Backoff(new Random(7));

    @Test
    void pauses_grow_to_two_seconds_and_no_further() {
        for (int attempt : new int[] {1, 2, 5, 6, 7, 40, Integer.MAX_VALUE}) {
            long ceiling = Math.min(2_000, 50L << Math.min(attempt - 1, 10));
            assertThat(backoff.pause(attempt, Optional.empty(), LONG).orElseThrow())
                    .isBetween(Duration.ofMillis(ceiling / 2), Duration.ofMillis(ceiling));
        }
    }

    @Test
    void pauses_of_many_clients_have_jitter() {
        assertThat(IntStream.range(0, 200)
                        .mapToObj(_ -> backoff.pause(6, Optional.empty(), LONG))
                        .distinct()
                        .count())
                .isGreaterThan(100);
    }

    @Test
    void the_pause_is_at_least_as_long_as_the_service_requires() {
        assertThat(backoff.pause(1, Optional.of(Duration.ofSeconds(3)), LONG).orElseThrow())
                .isBetween(Duration.ofMillis(3_025), Duration.ofMillis(3_050));
    }

    @Test
    void there_is_no_pause_that_would_leave_no_time_for_an_attempt() {
        assertThat(backoff.pause(1, Optional.of(Duration.ofSeconds(3)), Duration.ofSeconds(3)))
                .isEmpty();
        assertThat(backoff.pause(1, Optional.empty(), Duration.ofMillis(270))).isEmpty();
    }
}

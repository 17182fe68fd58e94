package galaxy.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.torture.workload.Between;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FiguresTest {
    @Test
    void a_spread_is_of_the_nearest_rank() {
        Spread spread = Spread.of(IntStream.rangeClosed(1, 200)
                .mapToObj(i -> Duration.ofMillis(201 - i))
                .toList());
        assertThat(spread)
                .isEqualTo(new Spread(200, Duration.ofMillis(100), Duration.ofMillis(198), Duration.ofMillis(200)));
        assertThat(spread).hasToString("p50 0.100 s, p99 0.198 s, max 0.200 s");
        assertThat(Spread.of(List.of())).hasToString("-");
    }

    @Test
    void reads_durations_and_nothing_else() {
        assertThat(Durations.parse("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(Durations.parse("2h")).isEqualTo(Duration.ofHours(2));
        assertThat(Durations.parseBetween("50ms-2s")).isEqualTo(Between.millis(50, 2000));
        assertThat(Durations.parseBetween("1m")).isEqualTo(Between.millis(60_000, 60_000));
        for (String wrong : List.of("", "5", "s", "-1s", "1 s", "1d")) {
            assertThatThrownBy(() -> Durations.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

package galaxy.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.torture.workload.Between;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

final class FiguresTest {
    @Test
    void a_spread_is_of_the_nearest_rank() {
        assertThat(Spread.of(IntStream.rangeClosed(1, 200)
                        .mapToObj(i -> Duration.ofMillis(201 - i))
                        .toList()))
                .isEqualTo(new Spread(200, Duration.ofMillis(100), Duration.ofMillis(198), Duration.ofMillis(200)));
        assertThat(Spread.of(List.of())).isEqualTo(new Spread(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void reads_durations_and_nothing_else() {
        assertThat(Times.parse("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(Times.parse("2h")).isEqualTo(Duration.ofHours(2));
        assertThat(Times.parseBetween("0ms-2s")).isEqualTo(Between.millis(0, 2000));
        assertThat(Times.parseBetween("1m")).isEqualTo(Between.millis(60_000, 60_000));
        for (String wrong : List.of("", "5", "s", "-1s", "1 s", "1y")) {
            assertThatThrownBy(() -> Times.parse(wrong)).isInstanceOf(TypeConversionException.class);
        }
    }
}

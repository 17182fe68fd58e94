package galaxy.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import galaxy.torture.workload.Choices.Between;
import galaxy.torture.workload.Report;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

final class FiguresTest {
    @Test
    void a_spread_has_the_mean_and_the_longest() {
        JsonNode json = Report.spread(IntStream.rangeClosed(1, 200)
                .mapToObj(i -> Duration.ofMillis(201 - i))
                .toList());
        assertThat(json.path("count").asInt()).isEqualTo(200);
        assertThat(json.path("mean_seconds").asDouble()).isCloseTo(0.1005, within(1e-9));
        assertThat(json.path("max_seconds").asDouble()).isEqualTo(0.2);
        assertThat(Report.spread(List.of()).path("max_seconds").asDouble()).isZero();
    }

    @Test
    void reads_durations_and_nothing_else() {
        assertThat(Torture.parseDuration("250ms")).isEqualTo(Duration.ofMillis(250));
        assertThat(Torture.parseDuration("2h")).isEqualTo(Duration.ofHours(2));
        assertThat(Torture.parseRange("0ms-2s")).isEqualTo(Between.millis(0, 2000));
        assertThat(Torture.parseRange("1m")).isEqualTo(Between.millis(60_000, 60_000));
        for (String wrong : List.of("", "5", "s", "-1s", "1 s", "1y")) {
            assertThatThrownBy(() -> Torture.parseDuration(wrong)).isInstanceOf(TypeConversionException.class);
        }
    }
}

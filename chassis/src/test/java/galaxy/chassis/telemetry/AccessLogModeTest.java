package galaxy.chassis.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogModeTest {
    private static final long FAST = 99_000_000;
    private static final long SLOW = 100_000_000;

    private static AccessLogMode mode(String text) {
        return AccessLogMode.kind().reader().apply(text) instanceof Parsed.Valid<AccessLogMode>(var valid)
                ? valid
                : new AccessLogMode.Off();
    }

    @ParameterizedTest
    @CsvSource({"all, true, true", "slow, false, true", "off, false, false", "1/1, true, true"})
    void includes_by_the_time_that_it_took(String text, boolean fast, boolean slow) {
        assertThat(mode(text).includes(false, FAST)).isEqualTo(fast);
        assertThat(mode(text).includes(false, SLOW)).isEqualTo(slow);
        assertThat(mode(text).includes(true, FAST)).as("an error").isTrue();
    }

    @Test
    void includes_one_of_so_many() {
        var sample = mode("1/10");
        assertThat(IntStream.range(0, 10_000)
                        .filter(i -> sample.includes(false, SLOW))
                        .count())
                .isBetween(700L, 1_300L);
        assertThat(IntStream.range(0, 100).allMatch(i -> sample.includes(true, FAST)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ALL", "1/0", "1/-1", "2/3", "1/", "1/1000000", "10%", "none"})
    void knows_no_other_mode(String text) {
        assertThat(AccessLogMode.kind().reader().apply(text)).isInstanceOf(Parsed.Invalid.class);
    }
}

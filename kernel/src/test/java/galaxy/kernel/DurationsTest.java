package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "10s, PT10S", "5m, PT5M", "24h, PT24H", "7d, PT168H", "999999999ms, PT277H46M39.999S"
    })
    void a_duration_is_a_number_and_its_unit(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(Parsed.valid(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0s", "-1s", "1.5s", "s", "1 s", "1S", "1w", "1234567890s", "١s"})
    void refuses_any_other_text_with_the_rule(String text) {
        assertThat(Durations.parse(text)).isEqualTo(Parsed.invalid(Durations.RULE));
    }

    @ParameterizedTest
    @CsvSource({
        "30min, PT30M",
        "90min, PT1H30M",
        "90 minutes, PT1H30M",
        "1h30m, PT1H30M",
        "1h 30min, PT1H30M",
        "12h, PT12H",
        "30d, P30D",
        "30 days, P30D",
        "2w, P14D",
        "6mo, P6M",
        "1 month, P1M",
        "1y, P1Y",
        "1y6mo, P1Y6M",
        "1d12h, P1DT12H"
    })
    void dates_are_counted_by_the_calendar(String text, String span) {
        assertThat(Durations.parseCalendar(text).map(Span::text)).isEqualTo(Parsed.valid(span));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "1", "5m", "0d", "-1d", "1.5d", "d", "1d ", "30m1h", "1d1d", "999999d", "1D", "\u0661d"
            })
    void refuses_what_is_no_span_or_could_be_two(String text) {
        assertThat(Durations.parseCalendar(text)).isEqualTo(Parsed.invalid(Durations.CALENDAR_RULE));
    }
}

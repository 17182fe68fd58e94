package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
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

    @Test
    void dates_are_counted_by_the_calendar() {
        assertThat(Durations.parseCalendar("30min")).isEqualTo(Parsed.valid(Duration.ofMinutes(30)));
        assertThat(Durations.parseCalendar("2w")).isEqualTo(Parsed.valid(Period.ofDays(14)));
        assertThat(Durations.parseCalendar("6mo")).isEqualTo(Parsed.valid(Period.ofMonths(6)));
        assertThat(Durations.parseCalendar("1y")).isEqualTo(Parsed.valid(Period.ofYears(1)));
        assertThat(Durations.parseCalendar("5m")).isEqualTo(Parsed.invalid(Durations.CALENDAR_RULE));
    }
}

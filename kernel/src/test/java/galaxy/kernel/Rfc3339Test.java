package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "1999-12-31T23:59:59.999Z, false",
        "2000-01-01T00:00:00Z, true",
        "9999-12-31T23:59:59.999Z, true",
        "+10000-01-01T00:00:00Z, false"
    })
    void a_command_names_times_of_the_years_2000_to_9999(Instant time, boolean isTaken) {
        assertThat(Rfc3339.isCommandTime(time)).isEqualTo(isTaken);
        assertThat(Rfc3339.isCommandTime(time.getEpochSecond())).isEqualTo(isTaken);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00.000Z",
        "2026-03-01T12:00:00.9999999999Z, 2026-03-01T12:00:00.999Z",
        "2026-03-01t12:00:00.5z, 2026-03-01T12:00:00.500Z",
        "2026-03-01T12:00:00+02:00, 2026-03-01T10:00:00.000Z",
        "2026-03-01T00:30:00+23:59, 2026-02-28T00:31:00.000Z",
        "2026-12-31T23:00:00.001-05:30, 2027-01-01T04:30:00.001Z",
        "2026-03-01T12:00:00-00:00, 2026-03-01T12:00:00.000Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00.000Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
        "1969-12-31T23:59:59.1239Z, 1969-12-31T23:59:59.123Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999Z"
    })
    void reads_any_offset_and_writes_utc_with_three_digits(String given, String written) {
        assertThat(Rfc3339.parse(given).map(Rfc3339::format)).hasValue(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-01",
                "2026-03-01T12:00Z",
                "2026-03-01T12:00:00",
                "2026-03-01 12:00:00Z",
                "2026-03-01T12:00:00.Z",
                "2026-03-01T12:00:00,5Z",
                "2026-03-01T12:00:00+0200",
                "2026-03-01T12:00:00+02",
                "2026-03-01T12:00:00+24:00",
                "2026-03-01T12:00:00+02:60",
                "2026-03-01T24:00:00Z",
                "2026-03-01T12:60:00Z",
                "2026-03-01T12:00:60Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "26-03-01T12:00:00Z",
                "+12026-03-01T12:00:00Z",
                "-0001-03-01T12:00:00Z",
                "0000-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                " 2026-03-01T12:00:00Z",
                "2026-03-01T12:00:00Z\n",
                "２026-03-01T12:00:00Z",
                "2026-03-01T12:00:00Z[Europe/Berlin]"
            })
    void refuses_what_rfc_3339_does_not_have(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }

    @Test
    void writes_no_year_that_rfc_3339_cannot_write() {
        assertThatThrownBy(() -> Rfc3339.format(Instant.parse("+10000-01-01T00:00:00Z")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Rfc3339.format(Instant.parse("-0001-12-31T23:59:59Z")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

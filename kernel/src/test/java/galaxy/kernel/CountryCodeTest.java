package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CountryCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"DE", "AX", "BQ", "SS", "ZW", "TW"})
    void a_country_is_an_assigned_code(String raw) {
        assertThat(CountryCode.parse(raw).orElseThrow().value()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "de", "De", "DEU", "D", " DE", "276", "AA", "ZZ", "XK", "UK", "EU", "AN", "CS", "SU", "YU", "ＤＥ"
            })
    void a_country_that_is_unassigned_or_lower_case_is_refused(String raw) {
        assertThat(CountryCode.parse(raw)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void there_are_249_assigned_countries() {
        int assigned = 0;
        for (char first = 'A'; first <= 'Z'; first++) {
            for (char second = 'A'; second <= 'Z'; second++) {
                assigned += CountryCode.parse("" + first + second) instanceof Parsed.Valid ? 1 : 0;
            }
        }
        assertThat(assigned).isEqualTo(249);
    }
}

package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {
    private static final Instant JANUARY_31 = Instant.parse("2027-01-31T12:00:00Z");
    private static final Instant FEBRUARY_28 = Instant.parse("2027-02-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "P1M, 2027-02-28T12:00:00Z",
        "P2M, 2027-03-31T12:00:00Z",
        "P3M, 2027-04-30T12:00:00Z",
        "P1Y1M, 2028-02-29T12:00:00Z",
        "P30D, 2027-03-02T12:00:00Z",
        "P2W, 2027-02-14T12:00:00Z",
        "PT12H, 2027-02-01T00:00:00Z",
        "P1DT1H30M, 2027-02-01T13:30:00Z",
    })
    void months_and_days_follow_the_calendar(String text, Instant end) {
        assertThat(Span.parse(text).orElseThrow().after(JANUARY_31)).contains(end);
    }

    @Test
    void months_are_counted_from_the_anchor_day() {
        Span month = Span.parse("P1M").orElseThrow();
        assertThat(month.after(FEBRUARY_28, 31)).contains(Instant.parse("2027-03-31T12:00:00Z"));
        assertThat(month.after(FEBRUARY_28, 28)).contains(Instant.parse("2027-03-28T12:00:00Z"));
        assertThat(Span.parse("P2D").orElseThrow().after(FEBRUARY_28, 31))
                .contains(Instant.parse("2027-03-02T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "P", "PT", "P1", "P0D", "PT0S", "-P1D", "P-1D", "P1.5D", "PT0.5S", "p1d", "1M", "P1H", "PT1D"
            })
    void refuses_what_is_no_whole_duration_above_zero(String text) {
        assertThat(Span.parse(text)).isEqualTo(Parsed.invalid(Span.RULE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1M", "P1Y2M3DT4H5M6S", "PT36H"})
    void its_text_is_read_again(String text) {
        assertThat(Span.parse(text).orElseThrow().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P7973Y", "P99999Y", "P999999999Y", "PT99999999999999H"})
    void there_is_no_end_after_the_year_9999(String text) {
        Optional<Span> span = Optional.of(Span.parse(text))
                .flatMap(parsed ->
                        parsed instanceof Parsed.Valid<Span>(Span known) ? Optional.of(known) : Optional.empty());
        assertThat(span.flatMap(known -> known.after(JANUARY_31))).isEmpty();
    }
}

package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.Durations;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutputTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00.1239+02:00, 2026-03-01T10:00:00.123Z",
    })
    void a_time_is_a_day_or_an_instant(String text, Instant time) {
        assertThat(TimeFormat.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "90min, 2026-01-31T13:30:00Z",
        "12h, 2026-02-01T00:00:00Z",
        "30d, 2026-03-02T12:00:00Z",
        "2w, 2026-02-14T12:00:00Z",
        "1mo, 2026-02-28T12:00:00Z",
        "1y, 2027-01-31T12:00:00Z",
    })
    void a_duration_follows_the_calendar(String text, Instant end) {
        assertThat(TimeFormat.parseDuration(text).after(NOW)).contains(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0d", "-1d", "1.5d", "d", "1  d", "999999d"})
    void any_other_text_is_rejected_with_the_rule(String text) {
        assertThatThrownBy(() -> TimeFormat.parseDuration(text)).hasMessage(Durations.CALENDAR_RULE);
    }

    @Test
    void a_day_that_is_none_is_said_so() {
        for (String text : List.of("2027-02-30", "2027-13-01", "2027-01-01T25:00:00Z")) {
            assertThatThrownBy(() -> TimeFormat.parse(text)).hasMessage("there is no such day or hour");
        }
        assertThatThrownBy(() -> TimeFormat.parse("tomorrow")).hasMessage(TimeFormat.TIME_RULE);
    }

    @Test
    void a_table_leaves_columns_out_where_a_terminal_is_too_narrow() {
        Table table = new Table("ID", "NAME", "PLAN", "CREATED")
                .mayLeaveOut("CREATED", "PLAN")
                .row("usr_1", "Nova", "free", "2026-03-01 12:00");
        assertThat(printed(table, OptionalInt.empty())).contains("CREATED", "PLAN");
        assertThat(printed(table, OptionalInt.of(35))).contains("CREATED");
        assertThat(printed(table, OptionalInt.of(34))).doesNotContain("CREATED").contains("PLAN", "free");
        assertThat(printed(table, OptionalInt.of(5))).isEqualTo("ID     NAME\nusr_1  Nova\n");
    }

    private static String printed(Table table, OptionalInt columns) {
        var text = new StringWriter();
        table.print(new PrintWriter(text), columns);
        return text.toString();
    }

    @Test
    void an_end_shows_its_distance() {
        assertThat(TimeFormat.showEnd(Optional.empty(), NOW)).isEqualTo("never");
        assertThat(TimeFormat.showEnd(Optional.of(NOW.plusSeconds(86_400 * 30)), NOW))
                .isEqualTo("2026-03-02 12:00 (in 30 days)");
        assertThat(TimeFormat.showEnd(Optional.of(NOW.plusSeconds(86_400 * 30).minusMillis(40)), NOW))
                .endsWith("(in 30 days)");
        assertThat(TimeFormat.showEnd(Optional.of(NOW.plusSeconds(3_600 * 12).minusMillis(40)), NOW))
                .endsWith("(in 12 hours)");
        assertThat(TimeFormat.showEnd(Optional.of(NOW.minusSeconds(7_200)), NOW))
                .endsWith("(2 hours ago)");
    }

    @Test
    void columns_are_aligned_with_any_content() {
        var text = new StringWriter();
        new Table("A", "B").row("é", "1").row("\u001b[2Jx", "2").row("").print(new PrintWriter(text, true));
        assertThat(text.toString().lines()).containsExactly("A      B", "é      1", "\uFFFD[2Jx  2", "");
    }
}

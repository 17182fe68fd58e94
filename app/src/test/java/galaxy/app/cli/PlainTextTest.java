package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.Durations;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainTextTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
        "2026-03-01T12:00:00.1239+02:00, 2026-03-01T10:00:00.123Z",
    })
    void a_time_is_a_day_or_a_moment(String text, Instant time) {
        assertThat(Times.parse(text)).isEqualTo(time);
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
    void a_span_is_counted_by_the_calendar(String text, Instant end) {
        assertThat(Times.after(NOW, Times.parseSpan(text))).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0d", "-1d", "1.5d", "d", "1 d", "999999d"})
    void what_is_no_span_is_told_the_rule(String text) {
        assertThatThrownBy(() -> Times.parseSpan(text)).hasMessage(Durations.CALENDAR_RULE);
    }

    @Test
    void an_end_says_how_far_it_is() {
        assertThat(Times.showEnd(Optional.empty(), NOW)).isEqualTo("never");
        assertThat(Times.showEnd(Optional.of(NOW.plusSeconds(86_400 * 30)), NOW))
                .isEqualTo("2026-03-02 12:00 (in 30 days)");
        assertThat(Times.showEnd(Optional.of(NOW.minusSeconds(7_200)), NOW)).endsWith("(2 hours ago)");
    }

    @Test
    void columns_stand_in_line_whatever_is_in_them() {
        var text = new StringWriter();
        new Table("A", "B").row("é", "1").row("\u001b[2Jx", "2").row("").print(new PrintWriter(text, true));
        assertThat(text.toString().lines()).containsExactly("A      B", "é      1", "\ufffd[2Jx  2", "");
    }

    @Test
    void a_user_is_meant_by_id_address_or_name() {
        String id = "usr_3w8n1f6m0c5r9k2t7x4y8z1q6d";
        assertThat(Target.parse(id)).isEqualTo(new Target.ById(UserId.of(id)));
        assertThat(Target.parse("name:" + id)).isEqualTo(new Target.ByName(id));
        assertThat(Target.parse("a@b")).isEqualTo(new Target.ByEmail(EmailAddress.of("a@b")));
        assertThat(Target.parse("usr_x")).isEqualTo(new Target.ByName("usr_x"));
        assertThatThrownBy(() -> Target.parse("a@")).hasMessageStartingWith("an e-mail address ");
    }

    @Test
    void a_seed_makes_the_same_galaxy_and_no_name_twice() {
        DemoGalaxy galaxy = new DemoGalaxy(42);
        Set<String> names = new HashSet<>();
        IntStream.range(0, 4_000)
                .forEach(i -> assertThat(names.add(galaxy.pilot(i).raceName())).isTrue());
        assertThat(galaxy.pilot(17)).isEqualTo(new DemoGalaxy(42).pilot(17));
        assertThat(galaxy.pilot(17)).isNotEqualTo(new DemoGalaxy(43).pilot(17));
    }
}

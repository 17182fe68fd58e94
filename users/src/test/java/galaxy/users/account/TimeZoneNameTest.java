package galaxy.users.account;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeZoneNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Berlin", "UTC", "Etc/GMT+1", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "CET"})
    void a_time_zone_is_a_name_of_the_tz_database(String raw) {
        assertThat(TimeZoneName.parse(raw).orElseThrow().value()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "europe/berlin",
                "EUROPE/BERLIN",
                "+02:00",
                "-5",
                "Z",
                "UTC+2",
                "GMT+02:00",
                "UT+1",
                "SystemV/AST4",
                " UTC",
                "UTC ",
                "Mars/Olympus",
                "Europe/../Europe/Berlin"
            })
    void a_time_zone_of_another_case_or_an_offset_is_refused(String raw) {
        assertThat(TimeZoneName.parse(raw)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void every_time_zone_that_is_taken_has_rules() {
        Set<String> taken = new HashSet<>(ZoneId.getAvailableZoneIds());
        taken.removeIf(name -> TimeZoneName.parse(name) instanceof Parsed.Invalid);
        assertThat(taken)
                .hasSizeGreaterThan(550)
                .allMatch(name -> ZoneId.of(name).getId().equals(name));
    }
}

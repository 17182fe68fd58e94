package galaxy.users.account;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import galaxy.kernel.WordList;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeZoneNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "UTC",
                "Etc/GMT+1",
                "America/Argentina/Buenos_Aires",
                "Asia/Kolkata",
                "CET",
                "EST",
                "HST",
                "MST",
                "ROC",
                "GMT+0",
                "Factory"
            })
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
    void every_time_zone_of_the_jdk_and_of_the_packaged_release_is_taken() {
        Set<String> names = new HashSet<>(ZoneId.getAvailableZoneIds());
        names.removeIf(name -> name.startsWith("SystemV/"));
        assertThat(names).hasSizeGreaterThan(550);
        Set<String> packaged = WordList.read(TimeZoneName.class, "time-zones.txt");
        assertThat(packaged).hasSize(598);
        names.addAll(packaged);
        assertThat(names).allMatch(name -> TimeZoneName.parse(name) instanceof Parsed.Valid);
    }
}

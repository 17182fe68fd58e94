package galaxy.pages.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Instant NOW = Instant.parse("2027-03-06T08:12:00Z");

    private static Times times(PageLanguage language, String zone) {
        return new Times(language, zone, NOW);
    }

    @Test
    void a_time_is_in_the_zone_of_the_reader_with_its_city_and_with_seconds_if_there_are_any() {
        var berlin = times(PageLanguage.GERMAN, "Europe/Berlin");
        assertThat(berlin.moment(NOW))
                .isEqualTo(new Moment("2027-03-06T08:12:00.000Z", "6. März 2027, 09:12 Berlin", "jetzt"));
        assertThat(berlin.moment(NOW.plusSeconds(7)).text()).isEqualTo("6. März 2027, 09:12:07 Berlin");
        assertThat(times(PageLanguage.GERMAN, "no zone").moment(NOW).text()).endsWith("08:12 UTC");
    }

    @ParameterizedTest
    @CsvSource({
        "PT6D, in 6 days",
        "PT-50M, 50 minutes ago",
        "PT23H59M, in 24 hours",
        "P59D, in 59 days",
        "P70D, in 2 months",
        "P-800D, 2 years ago",
        "PT30S, now",
        "P6DT23H, in 7 days"
    })
    void says_how_far_away_it_is(String distance, String text) {
        String iso = distance.equals("PT6D") ? "P6D" : distance;
        assertThat(times(PageLanguage.ENGLISH, "UTC").relative(NOW.plus(Duration.parse(iso))))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Asia/Kolkata",
                "Asia/Calcutta",
                "US/Pacific",
                "EST",
                "Etc/GMT+3",
                "America/Nuuk",
                "UTC",
                "Europe/Berlin"
            })
    void the_stored_zone_is_in_the_list_under_exactly_its_name(String stored) {
        var choices = Zones.choices(PageLanguage.ENGLISH, NOW, stored, Optional.empty());
        assertThat(choices).filteredOn(choice -> choice.name().equals(stored)).hasSize(1);
        assertThat(choices).extracting(Zones.Choice::name).doesNotHaveDuplicates();
        assertThat(choices).extracting(Zones.Choice::label).noneMatch(label -> label.contains("Etc/"));
    }

    @Test
    void zones_are_shown_by_city_offset_and_time_and_that_of_the_device_first() {
        var choices = Zones.choices(PageLanguage.GERMAN, NOW, "Etc/GMT+3", Optional.of("Europe/Berlin"));
        assertThat(choices.getFirst()).isEqualTo(new Zones.Choice("Europe/Berlin", "Berlin +1 09:12"));
        assertThat(choices).contains(new Zones.Choice("Etc/GMT+3", "UTC\u22123 05:12"));
        assertThat(choices).extracting(Zones.Choice::label).anyMatch(label -> label.matches("Kathmandu \\+5:45 13:57"));
    }

    @Test
    void an_hour_that_there_is_not_and_one_that_comes_twice_are_recognised() {
        assertThat(LocalTime.read("2027-03-28T02:30", "Europe/Berlin"))
                .isEqualTo(new LocalTime.Skipped("2027-03-28T03:00"));
        assertThat(LocalTime.read("2027-10-31T02:30", "Europe/Berlin"))
                .isEqualTo(new LocalTime.Known(Instant.parse("2027-10-31T00:30:00Z"), true));
        assertThat(LocalTime.read("2027-06-01T10:00", "Europe/Berlin"))
                .isEqualTo(new LocalTime.Known(Instant.parse("2027-06-01T08:00:00Z"), false));
        for (var typed : List.of("2027-06-01 10:00", "2027-06-01T10:00:00", " 2027-06-01T10:00:00.000")) {
            assertThat(LocalTime.read(typed, "UTC"))
                    .isEqualTo(new LocalTime.Known(Instant.parse("2027-06-01T10:00:00Z"), false));
        }
        assertThat(LocalTime.read("tomorrow", "Europe/Berlin")).isEqualTo(new LocalTime.Malformed());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, -, en, -", "de, ru, ar, pt, de, -", "-, ru, ar, pt, ru, -", "-, -, ar, pt, ar, -",
                        "-, -, -, 'pt-PT,en;q=0.5', pt-BR, -",
                "-, -, -, 'fr, de;q=0.3', de, -", "-, fr, de, de, en, fr", "-, gsw, -, -, de, -",
                        "xx-!!, -, de, -, de, -", "en-XA, -, -, -, en-XA, -",
                "-, -, -, ';;;', en, -", "-, -, -, '*', en, -", "-, de-AT, -, -, de, -"
            })
    void the_first_source_that_says_something_decides(
            String query, String account, String cookie, String accepted, String language, String asked) {
        var choice = LanguageChoice.of(new LanguageChoice.Sources(
                Optional.ofNullable(query),
                Optional.ofNullable(account),
                Optional.ofNullable(cookie),
                Optional.ofNullable(accepted)));
        assertThat(choice.language().tag()).isEqualTo(language);
        assertThat(choice.asked()).isEqualTo(Optional.ofNullable(asked));
    }
}

package galaxy.users.account;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsValuesTest {
    @ParameterizedTest
    @CsvSource({
        "en, en",
        "EN, en",
        "pt-br, pt-BR",
        "ZH-hant-tw, zh-Hant-TW",
        "zh-cmn-hans-cn, zh-cmn-Hans-CN",
        "es-419, es-419",
        "sl-ROZAJ-biske, sl-rozaj-biske",
        "de-ch-1901, de-CH-1901",
        "en-us-U-CA-Gregory, en-US-u-ca-gregory",
        "en-a-myext-b-another, en-a-myext-b-another",
        "ar-x-AB-Phonebk, ar-x-ab-phonebk",
        "iw, iw",
        "tlh, tlh",
        "und, und"
    })
    void a_language_is_returned_in_canonical_case(String raw, String canonical) {
        assertThat(LanguageTag.parse(raw).orElseThrow().value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " en",
                "en ",
                "e",
                "en-",
                "-en",
                "en--US",
                "en_US",
                "x-klingon",
                "i-klingon",
                "english",
                "xx",
                "qaa",
                "en-US-US",
                "en-a",
                "en-x",
                "en-us-u-ca-gregory-u-nu-latn",
                "sl-rozaj-rozaj",
                "de-Latn-Cyrl",
                "en-123456789",
                "\u0435n",
                "en\u0000",
                "ＥＮ",
                "\u212An",
                "abcdefghi"
            })
    void a_language_that_is_malformed_or_unregistered_is_refused(String raw) {
        assertThat(LanguageTag.parse(raw)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void a_language_of_any_length_is_refused_without_looking() {
        assertThat(LanguageTag.parse("en-x" + "-abcdefgh".repeat(100_000))).isInstanceOf(Parsed.Invalid.class);
    }

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

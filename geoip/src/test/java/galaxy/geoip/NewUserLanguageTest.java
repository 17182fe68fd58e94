package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NewUserLanguageTest {
    private final NewUserLanguage language = new NewUserLanguage(LanguageTable.bundled());

    @ParameterizedTest
    @CsvSource({"DE, de", "IN, en", "BV, nb", "TW, zh-Hant", "RS, sr", "ME, sr-Latn"})
    void is_the_usual_one_of_the_country(String country, String expected) {
        assertThat(language.of(country(country)).value()).isEqualTo(expected);
    }

    @Test
    void is_english_where_the_country_is_unknown() {
        assertThat(language.of(Optional.empty())).isEqualTo(LanguageTag.of("en"));
        assertThat(language.withinCountry(Optional.empty(), "de, fr;q=0.5")).isEqualTo(LanguageTag.of("en"));
    }

    /** L04: names of today and of thirty years ago. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO | no             | nb
            NO | no-NO          | nb
            NO | nb-NO          | nb
            NO | nn             | nn
            NO | nn-NO, nb;q=.5 | nn
            IL | iw             | he
            IL | iw-IL          | he
            ID | in-ID          | id
            RS | sh             | sr-Latn
            RS | sr-RS          | sr
            RS | sr-Latn-RS     | sr-Latn
            MD | mo             | ro
            CH | fr-CH, de;q=.9 | fr
            CH | de;q=.1, IT    | it
            CH | en, rm;q=.2    | rm
            CH | pt, en         | de
            CA | fr-CA          | fr
            IN | hi-IN          | hi
            HK | zh-HK          | zh-Hant
            CN | zh             | zh-Hans
            CN | zh-TW          | zh-Hant
            AF | uz             | uz
            BE | *, fr;q=.1     | fr
            BE | fr;q=0, de     | de
            BE | fr;q=0         | nl
            """)
    void within_a_country_the_best_range_of_its_official_languages_wins(
            String country, String acceptLanguage, String expected) {
        assertThat(language.withinCountry(country(country), acceptLanguage).value())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                ";",
                "fr;q=x",
                "fr;q=2",
                "français",
                "*",
                "x-klingon",
                "i-klingon",
                "1,2",
                "fr;;",
                "\u0000"
            })
    void a_field_that_is_malformed_or_names_no_language_has_no_effect(String acceptLanguage) {
        assertThat(language.withinCountry(country("BE"), acceptLanguage).value())
                .isEqualTo("nl");
    }

    @Test
    void a_field_that_is_too_long_has_no_effect() {
        assertThat(language.withinCountry(country("BE"), "fr, " + "en, ".repeat(100_000) + "de")
                        .value())
                .isEqualTo("nl");
    }

    @Test
    void an_entry_that_was_replaced_leaves_the_former_language_official() {
        LanguageTable table = LanguageTable.bundled().with(List.of("CH\tfr"), new ArrayList<>());
        var replaced = new NewUserLanguage(table);
        assertThat(replaced.of(country("CH")).value()).isEqualTo("fr");
        assertThat(replaced.withinCountry(country("CH"), "de-CH").value()).isEqualTo("de");
    }

    private static Optional<CountryCode> country(String code) {
        return Optional.of(CountryCode.of(code));
    }
}

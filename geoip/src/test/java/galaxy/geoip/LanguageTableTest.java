package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.CountryCode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LanguageTableTest {
    private final List<String> problems = new ArrayList<>();

    @Test
    void a_file_replaces_entries_and_may_have_comments() {
        LanguageTable table = LanguageTable.bundled()
                .with(
                        List.of("# ours", "", "CH\tfr # as most of our players", " AT\tde-at ", "\t", "  #CH\tit"),
                        problems);
        assertThat(problems).isEmpty();
        assertThat(language(table, "CH")).isEqualTo("fr");
        assertThat(language(table, "AT")).isEqualTo("de-AT");
        assertThat(language(table, "DE")).isEqualTo("de");
        assertThat(language(LanguageTable.bundled(), "CH")).isEqualTo("de");
    }

    @Test
    void all_problems_of_a_file_are_reported_with_their_lines() {
        LanguageTable.bundled()
                .with(
                        List.of("CH fr", "CH\tfr\tde", "XX\tfr", "ch\tfr", "DE\txx", "FR\tbr", "FR\tfr", "YY\tzzz-"),
                        problems);
        assertThat(problems)
                .containsExactly(
                        "line 1: write a country code, a tab and a language, such as CH and fr",
                        "line 2: write a country code, a tab and a language, such as CH and fr",
                        "line 3: the country is not an assigned upper-case ISO 3166-1 alpha-2 code",
                        "line 4: the country is not an assigned upper-case ISO 3166-1 alpha-2 code",
                        "line 5: the language must begin with a registered language",
                        "line 7: the country is in an earlier line; keep one",
                        "line 8: the country is not an assigned upper-case ISO 3166-1 alpha-2 code",
                        "line 8: the language is not a well-formed BCP 47 language tag");
    }

    @Test
    void a_country_that_is_not_assigned_has_english() {
        assertThat(language(LanguageTable.bundled(), "XX")).isEqualTo("en");
    }

    private static String language(LanguageTable table, String country) {
        return table.languageOf(CountryCode.of(country)).value();
    }
}

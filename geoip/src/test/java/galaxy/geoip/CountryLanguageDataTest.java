package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.impl.ICUData;
import com.ibm.icu.impl.ICUResourceBundle;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.UResourceBundle;
import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code country-language.tsv} against ICU4J. Run with {@code -Dgalaxy.write-reference=true} to write it for a new version. */
final class CountryLanguageDataTest {
    private static final Path FILE = Path.of("src/main/resources/galaxy/geoip/country-language.tsv");

    /** Reviewed: what the usual language is, where the likely one of ICU4J is not the one in which people use computers. */
    private static final Map<String, List<String>> OVERRIDES = Map.of(
            "en",
            List.of("AS CC GH IN KE LS MY NA PG PH PK PW TK TO TV UG VU WS ZW".split(" ", -1)),
            "fr",
            List.of("BI CF HT ML NE SN".split(" ", -1)),
            "es",
            List.of("PY"),
            "nb",
            List.of("BV"),
            "nl",
            List.of("BQ", "CW"));

    @Test
    void is_that_of_icu_with_the_reviewed_overrides() throws IOException {
        String expected = countries().map(CountryLanguageDataTest::line).collect(Collectors.joining());
        if (Boolean.getBoolean("galaxy.write-reference")) {
            Files.writeString(FILE, expected);
        }
        assertThat(Files.readString(FILE)).isEqualTo(expected);
    }

    @Test
    void differs_from_icu_in_nothing_but_the_reviewed_overrides() {
        LanguageTable table = LanguageTable.bundled();
        Map<String, String> differences = new TreeMap<>();
        countries()
                .filter(country -> !usual(country).equals(likely(country)))
                .forEach(country -> differences.put(country, usual(country)));
        Map<String, String> reviewed = new TreeMap<>();
        OVERRIDES.forEach((language, countries) -> countries.forEach(country -> reviewed.put(country, language)));
        assertThat(differences).isEqualTo(reviewed);
        assertThat(countries())
                .allSatisfy(country -> assertThat(
                                table.languageOf(CountryCode.of(country)).value())
                        .isEqualTo(usual(country)));
    }

    @Test
    void has_each_of_the_249_countries_once_with_languages_that_users_accepts() throws IOException {
        List<String[]> rows = Files.readAllLines(FILE).stream()
                .map(line -> line.split("\t", -1))
                .toList();
        assertThat(rows).hasSize(249);
        assertThat(rows.stream().map(row -> row[0]))
                .isSorted()
                .containsExactlyElementsOf(countries().toList());
        assertThat(rows).allSatisfy(row -> {
            List<String> tags = Stream.of(row)
                    .skip(1)
                    .flatMap(cell -> Stream.of(cell.split(" ", -1)))
                    .toList();
            assertThat(tags)
                    .doesNotHaveDuplicates()
                    .allSatisfy(tag ->
                            assertThat(LanguageTag.parse(tag)).as(tag).isEqualTo(Parsed.valid(LanguageTag.of(tag))));
        });
    }

    private static Stream<String> countries() {
        return Arrays.stream(Locale.getISOCountries()).sorted();
    }

    private static String line(String country) {
        String others = official(country).stream()
                .filter(tag -> !tag.equals(usual(country)))
                .distinct()
                .collect(Collectors.joining(" "));
        return country + "\t" + usual(country) + (others.isEmpty() ? "" : "\t" + others) + "\n";
    }

    private static String usual(String country) {
        return OVERRIDES.entrySet().stream()
                .filter(override -> override.getValue().contains(country))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> likely(country));
    }

    private static String likely(String country) {
        return tag(ULocale.addLikelySubtags(new ULocale("und_" + country)));
    }

    /** With the script only for Chinese, and where it is not the usual one of the language. */
    private static String tag(ULocale whole) {
        String language = whole.getLanguage();
        String usualScript = ULocale.addLikelySubtags(new ULocale(language)).getScript();
        boolean hasScript = language.equals("zh") || !whole.getScript().equals(usualScript);
        return hasScript ? language + "-" + whole.getScript() : language;
    }

    /** What has an {@code officialStatus} of any kind in CLDR; {@code no} is an older name of {@code nb}. */
    private static List<String> official(String country) {
        UResourceBundle territory = UResourceBundle.getBundleInstance(
                        ICUData.ICU_BASE_NAME, "supplementalData", ICUResourceBundle.ICU_DATA_CLASS_LOADER)
                .get("territoryInfo")
                .get(country);
        return values(territory)
                .filter(language ->
                        values(language).anyMatch(value -> value.getKey().equals("officialStatus")))
                .map(UResourceBundle::getKey)
                .map(key -> tag(ULocale.addLikelySubtags(new ULocale(key + "_" + country))))
                .map(tag -> tag.equals("no") ? "nb" : tag)
                .toList();
    }

    private static Stream<UResourceBundle> values(UResourceBundle table) {
        return table.getType() == UResourceBundle.TABLE
                ? IntStream.range(0, table.getSize()).mapToObj(table::get)
                : Stream.of();
    }
}

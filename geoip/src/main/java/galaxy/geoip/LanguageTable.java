package galaxy.geoip;

import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The usual language of each assigned country and its other official ones, from {@code country-language.tsv}. */
public final class LanguageTable {
    /** What a new user who names no language gets where the country is unknown. */
    public static final LanguageTag UNKNOWN = LanguageTag.of("en");

    private static final String FILE = "country-language.tsv";

    private final Map<CountryCode, Languages> languages;

    private record Languages(LanguageTag usual, List<LanguageTag> others) {}

    private LanguageTable(Map<CountryCode, Languages> languages) {
        this.languages = languages;
    }

    /** The table of the program. */
    public static LanguageTable bundled() {
        try (InputStream file = LanguageTable.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not packaged");
            }
            var languages = new HashMap<CountryCode, Languages>();
            String text = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            for (String line : text.lines().toList()) {
                String[] cells = line.split("\t", -1);
                languages.put(CountryCode.of(cells[0]), languages(cells));
            }
            return new LanguageTable(Map.copyOf(languages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param cells the country, its usual language and, if there are any, the others, separated by spaces */
    private static Languages languages(String... cells) {
        List<LanguageTag> others = new ArrayList<>();
        for (String other : cells.length > 2 ? cells[2].split(" ", -1) : new String[0]) {
            others.add(LanguageTag.of(other));
        }
        return new Languages(LanguageTag.of(cells[1]), List.copyOf(others));
    }

    /**
     * This table with some entries replaced.
     *
     * @param lines each a country code, a tab and a language, or empty; {@code #} starts a comment
     * @param problems takes every invalid line, as "line 3: …"
     */
    LanguageTable with(List<String> lines, List<String> problems) {
        var replaced = new HashMap<>(languages);
        Set<CountryCode> seen = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            String where = "line " + (i + 1) + ": ";
            String[] cells = line.split("\t", -1);
            if (line.isEmpty()) {
                continue;
            }
            if (cells.length != 2) {
                problems.add(where + "write a country code, a tab and a language, such as CH and fr");
                continue;
            }
            Optional<CountryCode> country =
                    valid(CountryCode.parse(cells[0].strip()), where + "the country ", problems);
            Optional<LanguageTag> language =
                    valid(LanguageTag.parse(cells[1].strip()), where + "the language ", problems);
            if (country.isPresent() && !seen.add(country.get())) {
                problems.add(where + "the country is in an earlier line; keep one");
            }
            if (country.isPresent() && language.isPresent()) {
                replaced.compute(country.get(), (code, before) -> replaced(language.get(), before));
            }
        }
        return new LanguageTable(Map.copyOf(replaced));
    }

    private static <T> Optional<T> valid(Parsed<T> parsed, String where, List<String> problems) {
        return switch (parsed) {
            case Parsed.Valid<T>(T value) -> Optional.of(value);
            case Parsed.Invalid<T>(String reason) -> {
                problems.add(where + reason);
                yield Optional.empty();
            }
        };
    }

    /** The usual language of before stays one of the official ones. */
    private static Languages replaced(LanguageTag usual, @Nullable Languages before) {
        var others = new ArrayList<LanguageTag>();
        if (before != null) {
            others.add(before.usual());
            others.addAll(before.others());
        }
        return new Languages(usual, List.copyOf(others));
    }

    /** With a script only for Chinese, and where it is not the usual script of the language: {@code zh-Hans}, {@code sr-Latn}. */
    public LanguageTag languageOf(CountryCode country) {
        return Optional.ofNullable(languages.get(country)).map(Languages::usual).orElse(UNKNOWN);
    }

    /** The usual language and the other official ones. */
    List<LanguageTag> all(CountryCode country) {
        return Optional.ofNullable(languages.get(country))
                .map(found -> Stream.concat(Stream.of(found.usual()), found.others().stream())
                        .toList())
                .orElse(List.of());
    }
}

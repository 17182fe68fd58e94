package galaxy.geoip;

import com.ibm.icu.util.ULocale;
import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.Parsed;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/** The language of a user who has not chosen one. */
public final class NewUserLanguage {
    /** A longer field is not read: it lists far more languages than a person speaks. */
    private static final int MAX_FIELD = 1000;

    private final LanguageTable languages;

    public NewUserLanguage(LanguageTable languages) {
        this.languages = languages;
    }

    /** The usual language of the country; {@code en} where the country is unknown. */
    public LanguageTag of(Optional<CountryCode> country) {
        return country.map(languages::languageOf).orElse(LanguageTable.UNKNOWN);
    }

    /**
     * The best language of an {@code Accept-Language} field that is one of the country's: its usual one or another official
     * one, by the primary language. Without such a range, or with a field that is malformed, it is the country's usual one,
     * and {@code en} where the country is unknown.
     */
    public LanguageTag withinCountry(Optional<CountryCode> country, String acceptLanguage) {
        List<String> official = country.map(languages::all).orElse(List.of()).stream()
                .map(tag -> primary(tag.value()))
                .toList();
        return ranges(acceptLanguage).stream()
                .filter(range -> range.getWeight() > 0)
                .map(range -> usualForm(range.getRange()))
                .flatMap(Optional::stream)
                .filter(tag -> official.contains(primary(tag.value())))
                .findFirst()
                .orElseGet(() -> of(country));
    }

    /** By weight, the highest first. */
    private static List<LanguageRange> ranges(String acceptLanguage) {
        try {
            return acceptLanguage.length() > MAX_FIELD || acceptLanguage.isBlank()
                    ? List.of()
                    : LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /**
     * The language of a tag under its name of today ({@code he} for {@code iw}, {@code sr-Latn} for {@code sh}), with a script
     * for Chinese and where it is not the usual one of the language, and nothing else. Empty for a wildcard.
     */
    static Optional<LanguageTag> usualForm(String tag) {
        ULocale locale = ULocale.createCanonical(ULocale.forLanguageTag(tag));
        ULocale likely = ULocale.addLikelySubtags(locale);
        String language = likely.getLanguage();
        if (locale.getLanguage().isEmpty() || language.isEmpty()) {
            return Optional.empty();
        }
        String usualScript = ULocale.addLikelySubtags(new ULocale(language)).getScript();
        boolean hasScript = language.equals("zh") || !likely.getScript().equals(usualScript);
        // ICU keeps "no", which is Norwegian Bokmål in the data of CLDR.
        String today = language.equals("no") ? "nb" : language;
        return switch (LanguageTag.parse(hasScript ? today + "-" + likely.getScript() : today)) {
            case Parsed.Valid<LanguageTag>(LanguageTag valid) -> Optional.of(valid);
            case Parsed.Invalid<LanguageTag> _ -> Optional.empty();
        };
    }

    private static String primary(String tag) {
        return tag.split("-", 2)[0];
    }
}

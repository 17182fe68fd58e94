package galaxy.geoip;

import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;

/** The usual language of a country. */
public interface CountryLanguages {
    /** What a new user who names no language gets where the country is unknown. */
    LanguageTag UNKNOWN = LanguageTag.of("en");

    /** With a script only for Chinese, and where it is not the usual script of the language: {@code zh-Hans}, {@code sr-Latn}. */
    LanguageTag languageOf(CountryCode country);
}

package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageTagTest {
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
        "und, und",
        "en-gb-OED, en-GB-oed",
        "SGN-be-fr, sgn-BE-FR",
        "sgn-BE-NL, sgn-BE-NL",
        "sgn-CH-DE, sgn-CH-DE",
        "zh-min-nan, zh-min-nan",
        "zh-min, zh-min",
        "art-lojban, art-lojban",
        "cel-gaulish, cel-gaulish",
        "no-bok, no-bok"
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
                "en-US-oed",
                "en-GB-oed-x-a",
                "sgn-BE-DE",
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
}

package galaxy.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MailLanguageTest {
    @ParameterizedTest
    @CsvSource({
        "de, de",
        "DE-at, de",
        "de-Latn-CH-1996, de",
        "de-x-private, de",
        "pt-BR, pt-BR",
        "pt-br-x-y, pt-BR",
        "pt, pt-BR",
        "pt-PT, pt-BR",
        "ar-EG, ar",
        "ru-Cyrl-BY, ru",
        "en-GB-oed, en",
        "fr, en",
        "zh-Hant-TW, en",
        "dear, en",
        "x-de, en",
        "'', en",
        "-, en",
        "--de, en",
    })
    void is_looked_up_for_any_tag(String tag, String language) {
        assertThat(MailLanguage.of(tag).tag()).isEqualTo(language);
    }
}

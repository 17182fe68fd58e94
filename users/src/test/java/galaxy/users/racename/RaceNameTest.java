package galaxy.users.racename;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import galaxy.kernel.Parsed;
import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RaceNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "Star Fox",
                "O'Neil",
                "a_b-c.d e",
                "Zoë",
                "007",
                "Ωmega",
                "Пилот",
                "飛行士",
                "प्रकाश",
                "ABC",
                "x-1",
                "प्रिया",
                "நிலா",
                "অনন্যা",
                "นารี",
                "คำ",
                "రాము",
                "ರವಿ",
                "നിമ",
                "නිමල්",
                "សុខា",
                "အောင်",
                "ཨོཾ",
                "ọmọ\u0301",
                "राम नेहा",
                "राम-ने",
                "مُحَمَّد",
                "שָׁלוֹם",
                "王明",
                "이준",
                "Lê",
                "İbrahim",
                "Iğdır",
                "Oʻzbek",
                "\ud801\udc00\ud801\udc01\ud801\udc02"
            })
    void keeps_a_name_as_it_was_written(String raw) {
        assertThat(RaceName.parse(raw).orElseThrow().value()).isEqualTo(raw);
    }

    @Test
    void is_trimmed_and_composed() {
        assertThat(RaceName.parse("\u00a0 Zoe\u0308\t").orElseThrow().value()).isEqualTo("Zo\u00eb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "a",
                "王",
                "e\u0301",
                "ने-",
                "a  b",
                "a__b",
                "a-.b",
                "-abc",
                "abc-",
                ".abc",
                "abc.",
                "'abc",
                "abc'",
                "a\tb",
                "a\u00a0b",
                "a/b",
                "a@b",
                "abc!",
                "a|b",
                "a\u2019bc",
                "\u0301abc",
                "a-\u0301b",
                "abc\u0301\u0327\u0301",
            })
    void refuses_other_characters_and_separators_that_are_not_single_and_inner(String raw) {
        assertThat(RaceName.parse(raw)).isInstanceOf(Parsed.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab\u200dc", // zero width joiner
                "ab\u200bc", // zero width space
                "ab\u202ec", // right-to-left override
                "ab\u2066c", // left-to-right isolate
                "ab\u00adc", // soft hyphen
                "ab\ufeffc", // byte order mark
                "ab\u034fc", // combining grapheme joiner
                "ab\ufe0fc", // variation selector
                "\u3164\u3164\u3164", // Hangul filler
                "ab\udb40\udd00c", // variation selector supplement
                "ab\ud83d\ude80c", // emoji
                "ab\u20e3c", // enclosing keycap
                "\u24c1\u24e4\u24dd\u24d0", // Luna in circles
                "\ud83c\udd3b\ud83c\udd44\ud83c\udd3d\ud83c\udd30", // and in squares
                "ab\ue000c", // private use
                "ab\u0378c", // unassigned
                "ab\ud800c", // unpaired surrogate
                "ab\udc00",
                "ab\u0000c",
                "ab\u2160c", // Roman numeral, a letter number
                "ab\u00b2c" // superscript, no decimal digit
            })
    void refuses_what_does_not_show_or_does_not_belong_in_a_name(String raw) {
        assertThat(RaceName.parse(raw)).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void refuses_a_flood_of_combining_marks() {
        assertThat(RaceName.parse("ab\u0316\u0317\u0318\u0319c")).isInstanceOf(Parsed.Valid.class);
        assertThat(RaceName.parse("ab\u0316\u0317\u0318\u0319\u031cc")).isInstanceOf(Parsed.Invalid.class);
        assertThat(RaceName.parse("a" + "\u0316".repeat(1_000_000) + "b")).isInstanceOf(Parsed.Invalid.class);
    }

    @Test
    void counts_code_points_after_composition() {
        assertThat(RaceName.parse("a".repeat(32))).isInstanceOf(Parsed.Valid.class);
        assertThat(RaceName.parse("a".repeat(33))).isInstanceOf(Parsed.Invalid.class);
        assertThat(RaceName.parse("\ud801\udc00".repeat(32))).isInstanceOf(Parsed.Valid.class);
        assertThat(RaceName.parse("e\u0301".repeat(32))).isInstanceOf(Parsed.Valid.class);
        assertThat(RaceName.parse("e\u0301".repeat(2))).isInstanceOf(Parsed.Valid.class);
        assertThat(RaceName.parse("e\u0301")).isInstanceOf(Parsed.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pi\u0307lot Vega",
                "p\u0131\u0307lot Vega",
                "fij\u0307i",
                "\u0456\u0307ван", // Cyrillic i
                "mi\u0323\u0307a", // a dot below before the dot above
                "mi\u0307\u0301a",
                "Jose\u0301\u0301",
                "\u00e9\u0301va",
                "ab\u0316\u0316c",
                "\u029f\u1d1c\u0274\u1d00", // LUNA in small capitals
                "\ua731am",
                "\u1d26amma"
            })
    void refuses_what_a_reader_does_not_see_but_finds_it_where_an_earlier_version_took_it(String raw) {
        assertThat(RaceName.parse(raw)).isInstanceOf(Parsed.Invalid.class);
        assertThat(RaceName.parseKnown(raw)).isInstanceOf(Parsed.Valid.class);
    }

    @Test
    void takes_no_character_that_unicode_lets_a_screen_ignore() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
                assertThat(RaceName.parse("ab" + Character.toString(codePoint) + "cd"))
                        .as("U+%04X", codePoint)
                        .isInstanceOf(Parsed.Invalid.class);
            }
        }
    }

    @Test
    void parsing_a_parsed_name_changes_nothing() {
        var random = new Random(11);
        int taken = 0;
        for (int i = 0; i < 50_000; i++) {
            var raw = new StringBuilder();
            for (int length = 3 + random.nextInt(5); length > 0; length--) {
                raw.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x250 : 0x2fff));
            }
            if (RaceName.parse(raw.toString()) instanceof Parsed.Valid<RaceName>(var name)) {
                taken++;
                assertThat(Normalizer.isNormalized(name.value(), Normalizer.Form.NFC))
                        .isTrue();
                assertThat(RaceName.parse(name.value()).orElseThrow()).isEqualTo(name);
            }
        }
        assertThat(taken).isGreaterThan(1_000);
    }
}

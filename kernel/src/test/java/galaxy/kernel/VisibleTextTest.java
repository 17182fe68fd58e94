package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VisibleTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë 星 ŞİMŞEK",
                "\ud83d\udc69\u200d\ud83d\ude80", // woman astronaut
                "\ud83d\udc69\ud83c\udffd\u200d\ud83d\ude80", // with a skin tone
                "\u2764\ufe0f\u200d\ud83d\udd25", // heart on fire
                "\ud83c\udff3\ufe0f\u200d\ud83c\udf08", // rainbow flag
                "1\ufe0f\u20e3", // keycap
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f", // England
                "می\u200cخواهم", // Persian
                "ශ\u0dca\u200dරී", // Sinhala
                "മോഹന\u0d4d\u200d", // Malayalam
                "র\u200d\u09cdয", // Bengali
                "葛\udb40\udd00", // Han with a variation selector
                "ᠮᠤ\u180b", // Mongolian
                "\u0600123", // Arabic number sign
                "שָּׁ", // Hebrew: three marks on a letter
                "a\u0316\u0317\u0318\u0319b",
                "\ue000\u0378" // private use and unassigned characters may be shown by a newer font
            })
    void letters_of_all_scripts_and_joiners_where_they_join_are_shown(String text) {
        assertThat(VisibleText.problemOfLine(text)).isEmpty();
        assertThat(VisibleText.problemOfLines(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0007b",
                "a\u001b[31m",
                "a\tb",
                "a\u0085b",
                "a\u2028b",
                "\u200b",
                "Nova\u202enimda",
                "Nova\u2066b",
                "\u200fNova",
                "a\u00adb",
                "\ufeffNova",
                "a\u200db", // a joiner between letters that do not join
                "a\u200c",
                "\u200d\ud83d\ude80",
                "\ud83d\ude80\u200d",
                "ی\u200c",
                "a\ufe0f",
                "1\ufe0f",
                "\ud83d\ude80\ufe0f\ufe0f",
                "\ud83c\udff4\udb40\udc67\udb40\udc62", // tags without an end
                "a\udb40\udc67\udb40\udc7f",
                "a\udb40\udd00",
                "葛\udb40\udd00\udb40\udd01",
                "a\u034fb",
                "\u3164",
                "\u115f",
                "\uffa0",
                "\u2800",
                "a\ufffe",
                "a\ud83f\udfff",
                "a\ufff9b",
                "a\ud834\udd73b",
                "a\u0301\u0302\u0303\u0304\u0305",
                "\ud800"
            })
    void what_shows_nothing_or_turns_the_line_around_is_refused(String text) {
        assertThat(VisibleText.problemOfLine(text)).isPresent();
        assertThat(VisibleText.problemOfLines(text)).isPresent();
    }

    @Test
    void line_breaks_belong_to_texts_of_several_lines_alone() {
        assertThat(VisibleText.problemOfLines("a\nb\r\nc")).isEmpty();
        assertThat(VisibleText.problemOfLine("a\nb")).isPresent();
        assertThat(VisibleText.problemOfLines("a\u0301\u0301\n\u0301\u0301\u0301"))
                .isEmpty();
    }
}

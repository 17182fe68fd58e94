package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n", "\r", "\t", "\u001b", "\u007f", "\u0085", "\u200b", "\u202e", "\u2028", "\u2029", "\ue000",
                "\ud800"
            })
    void replaces_control_characters_of_terminals_and_log_lines(String character) {
        assertThat(Printable.of("a" + character + "b")).isEqualTo("a\ufffdb");
    }

    @Test
    void keeps_any_other_text() {
        assertThat(Printable.of("Zoë 星 \ud83d\ude80")).isEqualTo("Zoë 星 \ud83d\ude80");
    }
}

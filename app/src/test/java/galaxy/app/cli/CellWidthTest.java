package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Printable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CellWidthTest {
    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "e\u0301, 1",
        "\u6f22\u5b57, 4",
        "\ud55c\uae00, 4",
        "\uff21\uff22, 4",
        "\u0e01\u0e33\u0e49, 2",
        "\ud83d\udc69\u200d\ud83d\ude80, 2",
        "\ud83c\udde9\ud83c\uddea, 2",
        "\ud83d\udc4d\ud83c\udffd, 2",
    })
    void is_that_of_a_terminal(String text, int columns) {
        assertThat(CellWidth.of(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({
        "\ud83d\udc69\u200d\ud83d\ude80, \ud83d\udc69\u200d\ud83d\ude80",
        "\u0915\u094d\u200d\u0937, \u0915\u094d\u200d\u0937",
        "\u0645\u06cc\u200c\u062e, \u0645\u06cc\u200c\u062e",
        "a\u200db, a\ufffdb",
        "\u200da, \ufffda",
        "1\u200d2, 1\ufffd2",
    })
    void joiners_are_shown_where_they_join(String text, String shown) {
        assertThat(Printable.of(text)).isEqualTo(shown);
    }
}

package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ProgressTest {
    private final StringWriter text = new StringWriter();

    @Test
    void fits_a_narrow_terminal_and_is_wiped_at_the_end() {
        try (Progress bar = new Progress(new PrintWriter(text, true), true, OptionalLong.of(100), 40)) {
            bar.at(50, "2954 created, 0 existed, 0 refused, and much more");
        }
        String[] drawn = text.toString().split("\r\u001b\\[K", -1);
        assertThat(drawn).hasSize(3);
        assertThat(drawn[1]).startsWith("50 %  2954 created").hasSizeLessThan(40);
        assertThat(drawn[2]).isEmpty();
    }
}

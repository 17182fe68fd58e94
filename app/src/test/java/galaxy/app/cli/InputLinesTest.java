package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InputLinesTest {
    @Test
    void are_read_without_a_byte_order_mark_and_either_end() throws IOException {
        assertThat(lines("\uFEFFa\r\nb\n\nc").stream().map(InputLines.Line::text))
                .containsExactly("a", "b", "", "c");
    }

    @Test
    void that_are_not_utf_8_or_too_long_have_a_problem_and_the_others_none() throws IOException {
        byte[] latin = "j\u00f6rg\nok\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(lines(latin).stream().map(InputLines.Line::problem))
                .containsExactly(Optional.of("is not UTF-8"), Optional.empty());
        List<InputLines.Line> lines = lines("x".repeat(1 << 20) + "\nok");
        assertThat(lines.getFirst().problem())
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("is longer than"));
        assertThat(lines.getFirst().text().length()).isLessThan(1 << 15);
        assertThat(lines.getFirst().length()).isEqualTo((1 << 20) + 1);
        assertThat(lines.getLast().text()).isEqualTo("ok");
    }

    private static List<InputLines.Line> lines(String text) throws IOException {
        return lines(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<InputLines.Line> lines(byte[] bytes) throws IOException {
        var read = new ArrayList<InputLines.Line>();
        try (InputLines lines = new InputLines(new ByteArrayInputStream(bytes))) {
            for (var next = lines.next(); next.isPresent(); next = lines.next()) {
                read.add(next.get());
            }
        }
        return read;
    }
}

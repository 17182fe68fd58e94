package galaxy.app.cli.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.app.cli.ExitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedLinesTest {
    @TempDir
    private Path folder;

    private static void refuse(Path file) throws IOException {
        try (RefusedLines refused = RefusedLines.open(file, 0)) {
            refused.add(7, "conflict", "the name is taken");
        }
    }

    @Test
    void a_report_of_before_is_replaced_also_behind_a_link() throws IOException {
        Path file = Files.writeString(folder.resolve("refused"), "yesterday\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        refuse(link);
        assertThat(link).isSymbolicLink();
        assertThat(file).content().startsWith("{\"line\":7,").doesNotContain("yesterday");
    }

    @Test
    void a_report_goes_on_after_the_lines_that_are_done_each_once() throws IOException {
        Path file = Files.writeString(
                folder.resolve("refused"), "{\"line\":2}\n{\"line\":5}\n{\"line\":2}\nbroken\n{\"line\":9}\n");
        try (RefusedLines refused = RefusedLines.open(file, 5)) {
            assertThat(refused.count()).isEqualTo(2);
            refused.add(7, "conflict", "the name is taken");
            Files.delete(file);
            assertThat(refused.numbers().stream())
                    .as("without a look at the report")
                    .containsExactly(2, 5, 7);
        }
    }

    @Test
    void a_report_stays_as_it_is_until_a_line_is_done() throws IOException {
        String before = "{\"line\":2}\n{\"line\":9}\n";
        Path file = Files.writeString(folder.resolve("refused"), before);
        try (RefusedLines refused = RefusedLines.open(file, 5)) {
            assertThat(refused.numbers().stream()).containsExactly(2);
            assertThat(file).hasContent(before);
            refused.begin();
            assertThat(file).hasContent("{\"line\":2}\n");
        }
        try (RefusedLines refused = RefusedLines.open(file, 0)) {
            assertThat(file).exists();
            refused.begin();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void a_report_that_cannot_be_written_is_named() throws IOException {
        Path file = folder.resolve("none").resolve("refused");
        try (RefusedLines refused = RefusedLines.open(file, 0)) {
            assertThatThrownBy(() -> refused.add(1, "conflict", "the name is taken"))
                    .isInstanceOf(ExitException.class)
                    .hasMessage(file + ": there is no such file or folder");
        }
        try (RefusedLines refused = RefusedLines.open(Path.of("/dev/full"), 0)) {
            assertThatThrownBy(() -> refused.add(1, "conflict", "the name is taken"))
                    .isInstanceOf(ExitException.class)
                    .hasMessage("/dev/full: the disk is full");
        } catch (IOException closed) {
            assertThat(closed).hasMessage("No space left on device");
        }
    }

    @Test
    void a_device_stays_what_it_is() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));
        refuse(link);
        assertThat(link).isSymbolicLink();
        assertThat(Path.of("/dev/null")).exists();
    }
}

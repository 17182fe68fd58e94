package galaxy.app.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

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
    void a_device_stays_what_it_is() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));
        refuse(link);
        assertThat(link).isSymbolicLink();
        assertThat(Path.of("/dev/null")).exists();
    }
}

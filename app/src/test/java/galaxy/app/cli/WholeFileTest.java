package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
    @TempDir
    private Path folder;

    @Test
    void replaces_a_file_when_it_is_complete_and_keeps_who_may_read_it() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "before\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (WholeFile whole = WholeFile.create(link)) {
            whole.println("Zo\u00eb");
            assertThat(file).hasContent("before\n");
            whole.complete();
        }
        assertThat(file).hasContent("Zo\u00eb\n");
        assertThat(link).isSymbolicLink();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void writes_over_no_other_file() throws IOException {
        Path other = Files.writeString(folder.resolve("file.new"), "an input\n");
        try (WholeFile whole = WholeFile.create(folder.resolve("file"))) {
            whole.println("after");
            whole.complete();
        }
        assertThat(folder.resolve("file")).hasContent("after\n");
        assertThat(other).hasContent("an input\n");
    }

    @Test
    void leaves_a_file_as_it_was_when_it_is_not_complete() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "before\n");
        try (WholeFile whole = WholeFile.create(file)) {
            whole.println("after");
        }
        assertThat(folder).isDirectoryContaining("glob:**/file").isDirectoryNotContaining("glob:**.new");
        assertThat(file).hasContent("before\n");
    }
}

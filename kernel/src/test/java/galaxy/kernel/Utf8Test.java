package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Utf8Test {
    @TempDir
    private Path folder;

    @Test
    void a_file_is_read_without_its_byte_order_mark() throws IOException {
        assertThat(Utf8.read(Files.writeString(folder.resolve("a"), "\uFEFFa\n\u00fc")))
                .isEqualTo("a\n\u00fc");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused_with_their_line() throws IOException {
        Path file = Files.write(folder.resolve("a"), "one\ntwo\nj\u00f6rg\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Utf8.read(file))
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(FileReason.of(e)).isEqualTo("line 3 is not UTF-8"));
        assertThatThrownBy(() -> Utf8.decode(new byte[] {'a', (byte) 0xC3})).hasMessage("line 1 is not UTF-8");
    }

    @Test
    void a_file_without_an_end_and_a_folder_are_refused() {
        assertThatThrownBy(() -> Utf8.read(Path.of("/dev/zero"))).hasMessage("it is longer than 16 MiB");
        assertThatThrownBy(() -> Utf8.read(folder))
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(FileReason.of(e)).isEqualTo("it is a folder"));
    }
}

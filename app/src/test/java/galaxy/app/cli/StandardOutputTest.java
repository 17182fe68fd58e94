package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StandardOutputTest {
    @Test
    void is_utf_8() {
        var bytes = new ByteArrayOutputStream();
        PrintWriter out = StandardOutput.writer(new StandardOutput(bytes, false));
        out.println("j\u00f6rg");
        out.flush();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("j\u00f6rg" + System.lineSeparator());
    }

    @Test
    void ends_the_command_when_it_cannot_be_written() {
        assertThat(ended("No space left on device").exitCode()).isEqualTo(ExitException.FILE);
        assertThat(ended("No space left on device")).hasMessageContaining("the disk is full");
    }

    @Test
    void ends_the_command_without_a_word_when_its_reader_went_away() {
        assertThat(ended("Broken pipe").exitCode()).isZero();
        assertThat(ended("any words", true).exitCode()).isZero();
    }

    private static ExitException ended(String failure) {
        return ended(failure, false);
    }

    private static ExitException ended(String failure, boolean isPipe) {
        PrintWriter out = StandardOutput.writer(new StandardOutput(
                new OutputStream() {
                    @Override
                    public void write(int each) throws IOException {
                        throw new IOException(failure);
                    }
                },
                isPipe));
        out.println("a line");
        var thrown = new ExitException[1];
        assertThatThrownBy(out::flush).isInstanceOfSatisfying(ExitException.class, e -> thrown[0] = e);
        return thrown[0];
    }
}

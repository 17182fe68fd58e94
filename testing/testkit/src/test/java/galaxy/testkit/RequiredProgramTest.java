package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

final class RequiredProgramTest {
    @TempDir
    Path folder;

    @Test
    void is_found_in_a_folder_of_the_path() throws IOException {
        Path python = Files.createFile(folder.resolve("python3"));
        assertThat(python.toFile().setExecutable(true)).isTrue();
        assertThat(RequiredProgram.PYTHON.require(Map.of("PATH", "/nowhere:" + folder)))
                .isEqualTo(python);
    }

    @Test
    void skips_the_test_without_it_and_names_the_package_to_install() {
        assertThatExceptionOfType(TestAbortedException.class)
                .isThrownBy(() -> RequiredProgram.SYSTEMD_ANALYZE.require(Map.of("PATH", folder.toString())))
                .withMessageContaining("systemd-analyze is not on the PATH. Install the Debian package systemd.");
    }

    @Test
    void fails_the_test_without_it_in_continuous_integration() {
        assertThatExceptionOfType(AssertionFailedError.class)
                .isThrownBy(() -> RequiredProgram.PYTHON.require(Map.of("CI", "true", "PATH", folder.toString())))
                .withMessageContaining("Install the Debian package python3.");
    }

    @Test
    void the_packages_of_all_programs_are_those_that_continuous_integration_installs() throws IOException {
        assertThat(Files.readAllLines(Path.of("..", "..", ".ci", "packages")))
                .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                .containsExactlyElementsOf(Arrays.stream(RequiredProgram.values())
                        .map(RequiredProgram::line)
                        .sorted()
                        .toList());
    }
}

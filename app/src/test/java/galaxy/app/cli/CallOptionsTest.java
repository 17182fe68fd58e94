package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class CallOptionsTest {
    private final CallOptions options = new CallOptions();

    @ParameterizedTest
    @CsvSource({"'', 15", "--timeout 3, 3", "--patience 4, 4", "--patience 4 --timeout 3, 3"})
    void take_the_timeout_also_under_its_former_name(String arguments, int seconds) {
        CommandLine.populateCommand(options, arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
        assertThat(options.timeouts().call()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void hide_the_former_name_in_the_help_of_every_service() {
        for (String service : new String[] {"users list", "connections username get", "demo"}) {
            CommandLine command = Main.commandLine();
            for (String name : service.split(" ", -1)) {
                command = command.getSubcommands().get(name);
            }
            assertThat(command.getCommandSpec().findOption("--patience")).isNotNull();
            assertThat(command.getUsageMessage()).contains("--timeout").doesNotContain("--patience");
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "86401"})
    void refuse_a_timeout_out_of_range(String seconds) {
        CommandLine.populateCommand(options, "--timeout", seconds);
        assertThatThrownBy(options::timeouts)
                .isInstanceOfSatisfying(
                        ExitException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitException.USAGE));
    }

    @Test
    void read_the_token_from_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "\uFEFFsesame\n");
        CommandLine.populateCommand(options, "--token-file", file.toString());
        assertThat(options.token("NO_SUCH_VARIABLE").orElseThrow().reveal()).isEqualTo("sesame");
        assertThat(new CallOptions().token("NO_SUCH_VARIABLE")).isEmpty();
    }

    @Test
    void read_the_token_file_that_the_environment_variable_names() {
        assertThatThrownBy(() -> new CallOptions().token("PATH"))
                .isInstanceOf(ExitException.class)
                .hasMessageContaining(System.getenv("PATH"));
    }
}

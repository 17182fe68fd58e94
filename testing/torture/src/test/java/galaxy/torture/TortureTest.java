package galaxy.torture;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.fault.Fault;
import galaxy.torture.stage.StageKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line. */
final class TortureTest {
    @Test
    void helps_with_every_option_and_every_fault() {
        CommandLine command = Torture.commandLine(List.of(Registrations::new));
        StringWriter out = new StringWriter();
        assertThat(command.setOut(new PrintWriter(out)).execute("--help")).isZero();
        assertThat(out.toString())
                .contains("--stage", "--faults", "--times", "--duration", "--writes", "--clients", "--seed", "--calm")
                .contains("--instances", "--set", "--answer-within", "--ready-within", "--report", "--journal")
                .contains("--keep", "--beside", "Exit codes:", "Examples:");
        for (Fault fault : Fault.ALL) {
            assertThat(out.toString()).contains("  " + fault.name() + " ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --faults nonsense                     | There is no fault nonsense. Choose from kill-service, kill-one
            --faults proxy-cut                    | proxy-cut needs --stage standalone
            --faults clock --stage standalone     | and --instances 2
            --duration 5                          | 5: give a number above zero and its unit (ms, s, m, h, d): 10s
            --calm 2s-1s                          | 2s-1s: give the shorter time first
            --instances 2                         | --instances 2: use 1 on an embedded Redis
            --beside no.jar                       | --beside needs --instances 2 or more
            --beside no.jar --stage cluster --instances 2 | --beside no.jar: there is no such file
            --clients 0                           | --clients must be at least 1
            --stage nowhere                       | nowhere
            --what                                | Unknown option
            """)
    void refuses_an_invalid_command_line_and_starts_nothing(String arguments, String message) {
        StringWriter err = new StringWriter();
        int code = Torture.commandLine(List.of(Registrations::new))
                .setErr(new PrintWriter(err))
                .execute(arguments.strip().split(" ", -1));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(message.strip()).contains("read `./galaxy torture --help`");
    }

    @Test
    void all_means_what_is_possible_on_the_stage_and_weakens_no_promise() {
        assertThat(Fault.named(List.of("all"), StageKind.EMBEDDED, 1))
                .extracting(Fault::name)
                .containsExactly(
                        "kill-service",
                        "kill-redis",
                        "kill-both",
                        "pause-service",
                        "pause-redis",
                        "users-cut",
                        "users-delay",
                        "users-lost-replies",
                        "users-hold",
                        "users-refuse");
    }
}

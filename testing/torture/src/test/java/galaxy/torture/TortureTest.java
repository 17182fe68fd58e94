package galaxy.torture;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.fault.Fault;
import galaxy.torture.fault.Faults;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line. */
final class TortureTest {
    @Test
    void helps_with_every_option_and_every_fault() {
        CommandLine command = SmallTorture.commandLine();
        StringWriter out = new StringWriter();
        assertThat(command.setOut(new PrintWriter(out)).execute("--help")).isZero();
        assertThat(out.toString())
                .contains("--stage", "--faults", "--times", "--duration", "--writes", "--clients", "--seed", "--calm")
                .contains("--instances", "--set", "--answer-within", "--ready-within", "--report", "--journal")
                .contains("--keep", "Exit codes:", "Examples:");
        for (Fault fault : Faults.all()) {
            assertThat(out.toString()).contains("  " + fault.name() + " ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --faults nonsense                     | there is no fault nonsense; there are kill-service, kill-one
            --faults proxy-cut                    | proxy-cut needs --stage standalone
            --faults clock --stage standalone     | and --instances 2
            --duration 5                          | '5' is no duration; write 250ms, 10s, 5m or 2h
            --calm 2s-1s                          | '2s-1s' ends before it begins
            --instances 2                         | --instances 2: there is 1 on an embedded Redis
            --clients 0                           | --clients is 1 at least
            --stage nowhere                       | nowhere
            --what                                | Unknown option
            """)
    void refuses_what_does_not_fit_and_starts_nothing(String arguments, String told) {
        StringWriter err = new StringWriter();
        int code = SmallTorture.commandLine()
                .setErr(new PrintWriter(err))
                .execute(arguments.strip().split(" ", -1));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(told.strip()).contains("read `./galaxy torture --help`");
    }

    @Test
    void all_is_what_fits_the_stage_and_takes_away_no_promise() {
        assertThat(Faults.named(java.util.List.of("all"), galaxy.torture.stage.StageKind.EMBEDDED, 1))
                .extracting(Fault::name)
                .containsExactly("kill-service", "kill-redis", "kill-both", "pause-service", "pause-redis");
    }
}

package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a mistake of the program itself prints. */
final class FailureTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({"outbox, false", "--verbose outbox, true", "outbox --verbose, true"})
    void an_internal_error_is_one_line_and_has_a_stack_trace_only_when_that_is_asked_for(
            String typed, boolean hasTrace) {
        CommandLine program = Main.commandLine().setErr(new PrintWriter(err, true));
        CommandLine.ParseResult parsed = program.parseArgs(typed.split(" ", -1));
        var mistake = new IllegalStateException("two\nlines");
        assertThat(new Failure().handleExecutionException(mistake, program, parsed))
                .isEqualTo(70);
        assertThat(err.toString().lines().findFirst().orElseThrow())
                .startsWith("galaxy: internal error: java.lang.IllegalStateException: two")
                .contains("lines; report this");
        assertThat(err.toString().contains("\tat ")).isEqualTo(hasTrace);
    }

    @Test
    void what_the_jvm_cannot_go_on_with_is_one_line_too() {
        assertThat(Failure.say(new PrintWriter(err), new OutOfMemoryError("Java heap space")))
                .isEqualTo(70);
        assertThat(Failure.say(new PrintWriter(err), new NoClassDefFoundError("a/b\nc")))
                .isEqualTo(70);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("GALAXY_HEAP=1g"),
                        line -> assertThat(line).contains("internal error", "report this"));
    }
}

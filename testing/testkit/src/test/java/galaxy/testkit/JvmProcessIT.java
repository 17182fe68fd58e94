package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmProcessIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    @Test
    void runs_a_class_of_this_class_path_with_arguments_options_and_environment() throws Exception {
        var program = JvmProcess.Program.of(ChattyProgram.class, "world")
                .withJvmOptions("-Dcolour=blue")
                .withEnvironment(Map.of("SHAPE", "round"));
        try (var jvm = JvmProcess.start(program)) {
            assertThat(jvm.awaitLine("hello", SOON)).isEqualTo("hello world blue round");
            jvm.awaitLine("server none", SOON);
            jvm.type("\u0007");
            assertThat(jvm.awaitExit(SOON)).isEqualTo(7);
        }
    }

    @Test
    void stops_the_process_in_order_on_sigterm() throws Exception {
        try (var jvm = JvmProcess.start(ChattyProgram.class, "x")) {
            jvm.awaitLine("server ", SOON);
            jvm.terminate();
            jvm.awaitLine("good bye", SOON);
            assertThat(jvm.awaitExit(SOON)).isEqualTo(128 + 15);
        }
    }

    @Test
    void kills_the_process_at_once_and_its_servers_with_it() throws Exception {
        try (var jvm = JvmProcess.start(
                JvmProcess.Program.of(ChattyProgram.class, "with-node").withJvmOptions("-Djava.io.tmpdir=" + temp))) {
            long server = Long.parseLong(jvm.awaitLine("server ", SOON).substring("server ".length()));
            assertThat(ProcessIds.runs(server)).isTrue();

            jvm.kill9();

            assertThat(jvm.awaitExit(SOON)).isEqualTo(128 + 9);
            assertThat(jvm.lines()).doesNotContain("good bye");
            await().atMost(SOON).until(() -> !ProcessIds.runs(server));
        }
    }

    @Test
    void shows_what_was_printed_when_an_awaited_line_does_not_come() throws Exception {
        try (var jvm = JvmProcess.start(ChattyProgram.class, "x")) {
            jvm.awaitLine("server ", SOON);
            assertThatThrownBy(() -> jvm.awaitLine("never", Duration.ofMillis(50)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("hello x");
            jvm.kill9();
            assertThatThrownBy(() -> jvm.awaitLine("never", SOON)).hasMessageContaining("the program ended");
        }
    }
}

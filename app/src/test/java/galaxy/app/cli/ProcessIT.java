package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: its streams, and signals. */
final class ProcessIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    /** Case X09: also what libraries of gRPC have to say of an address. */
    @Test
    void a_command_with_json_prints_nothing_but_json() {
        for (String target : List.of("127.0.0.1:1", "unix:/tmp/none.sock", "no.such.host.example:9090")) {
            var command = PackagedGalaxy.program(
                    "connections", "contacts", "list", "p", "--json", "--timeout", "1", "--target", target);
            try (JvmProcess process = JvmProcess.start(command.withErrors(Redirect.DISCARD))) {
                assertThat(process.awaitExit(TIMEOUT)).as(target).isIn(2, 69);
                assertThat(process.lines()).as(target).isEmpty();
            }
        }
    }

    /** Case X12: the first file that the JVM opens would have its number. */
    @Test
    void a_closed_standard_input_is_read_as_nothing_else() throws Exception {
        for (String arguments : List.of("users import -", "users list --token-file -")) {
            Process process = new ProcessBuilder(
                            "sh", "-c", "exec \"$0\" -jar \"$1\" " + arguments + " <&-", java(), jar())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isIn(2, 74);
            assertThat(output.lines())
                    .singleElement()
                    .asString()
                    .startsWith("galaxy: ")
                    .contains("standard input");
            assertThat(folder).isEmptyDirectory();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String jar() {
        return Path.of("target", "galaxy.jar").toAbsolutePath().toString();
    }

    /** Case C43. */
    @Test
    void a_start_that_is_ended_by_a_signal_ends_with_0_and_leaves_no_server() throws Exception {
        for (int millis = 0; millis <= 1500; millis += 250) {
            Path data = folder.resolve("data-" + millis);
            Path classes = folder.resolve("classes-" + millis);
            var command = PackagedGalaxy.program(
                    "serve",
                    "--set=data.dir=" + data,
                    "--set=users.http.port=0",
                    "--set=connections.grpc.port=0",
                    "--set=geoprofile.http.port=0",
                    "--set=auth.http.port=0",
                    "--set=gateway.http.port=0",
                    "--set=web.http.port=0",
                    "--set=gateway.grpc.port=0",
                    "--set=management.port=0");
            try (JvmProcess process = JvmProcess.start(command.withEnvironment(Map.of("LC_ALL", "C.UTF-8"))
                    .withJvmOptions("-Xlog:class+load:file=" + classes))) {
                // The first class that the program needs once it has asked to be stopped in order.
                await().atMost(TIMEOUT)
                        .until(() -> Files.exists(classes)
                                && Files.readString(classes).contains(StandardOutput.class.getName() + " "));
                Thread.sleep(millis);
                process.terminate();
                assertThat(process.awaitExit(TIMEOUT))
                        .as("after %d ms: %s", millis, process.lines())
                        .isZero();
                assertThat(process.lines()).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
            }
            await().untilAsserted(() -> assertThat(ProcessHandle.allProcesses()
                            .filter(other ->
                                    other.info().commandLine().orElse("").contains(data.toString())))
                    .isEmpty());
        }
    }
}

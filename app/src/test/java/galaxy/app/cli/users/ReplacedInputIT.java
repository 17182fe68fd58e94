package galaxy.app.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Terminal;
import galaxy.client.users.UserFilter;
import galaxy.testkit.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export that is written to the file that an import reads at the time. */
final class ReplacedInputIT {
    private static final int LINES = 100;

    @TempDir
    private Path folder;

    @Test
    void an_import_reads_the_file_that_it_opened_to_its_end_and_again() throws IOException {
        Path file = Files.write(
                folder.resolve("users.jsonl"),
                IntStream.range(0, LINES)
                        .mapToObj(i -> i % 10 == 3 ? "broken " + i : line(i))
                        .toList());
        List<String> broken = Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("broken"))
                .toList();
        Path refused = folder.resolve("again.jsonl");
        try (Terminal terminal = new Terminal();
                var client = terminal.client();
                FaultProxy proxy =
                        FaultProxy.inFrontOf("127.0.0.1", terminal.url().getPort())) {
            proxy.delay(Duration.ofMillis(50));
            var running = CompletableFuture.supplyAsync(() -> Terminal.runAlone(
                    "users",
                    "import",
                    file.toString(),
                    "--refused-lines",
                    refused.toString(),
                    "--concurrency",
                    "2",
                    "--url",
                    "http://127.0.0.1:" + proxy.port()));
            Awaitility.await()
                    .until(() ->
                            running.isDone() || client.users(UserFilter.all()).count() > 10);
            var export = terminal.run("users", "export", "--output", file.toString());
            assertThat(running).isNotDone();
            assertThat(export.exitCode()).isZero();

            var ended = running.join();
            assertThat(ended.exitCode()).isEqualTo(ExitException.REFUSED);
            assertThat(ended.out()).contains("90 users created, 0 existed, 10 lines refused");
        }
        assertThat(refused).hasContent(String.join("\n", broken) + "\n");
        assertThat(Files.readString(file)).as("the export").contains("\"user_id\"");
    }

    private static String line(int number) {
        return "{\"email\":\"u%d@example.com\",\"preferred_language\":\"en\",\"time_zone\":\"Europe/Berlin\"}"
                .formatted(number);
    }
}

package galaxy.app.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Terminal;
import galaxy.client.users.UserFilter;
import galaxy.kernel.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that imports and exports are given. Nothing is imported here. */
final class ImportFilesIT {
    private static final String LINE =
            "{\"email\":\"%s@example.com\",\"preferred_language\":\"en\",\"time_zone\":\"Europe/Berlin\"}";

    private static Terminal terminal;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeAll
    static void start() {
        terminal = new Terminal();
    }

    @AfterAll
    static void stop() {
        try (var client = terminal.client()) {
            assertThat(client.users(UserFilter.all())).isEmpty();
        }
        terminal.close();
    }

    @BeforeEach
    void begin() {
        file = folder.resolve("users.jsonl");
    }

    @Test
    void no_output_overwrites_the_input() throws IOException {
        write(LINE.formatted("a"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        Path hardLink = Files.createLink(folder.resolve("hard-link"), file);
        for (Path same : List.of(file, link, hardLink)) {
            for (String option : List.of("--refused", "--journal")) {
                var ended = run(option, same.toString());
                assertThat(ended.exitCode()).isEqualTo(ExitException.USAGE);
                assertThat(ended.err()).contains(option, "is the file that is read");
            }
        }
        assertThat(file).hasContent(LINE.formatted("a"));
    }

    @Test
    void no_output_overwrites_the_token() throws IOException {
        write(LINE.formatted("a"));
        Path token = Files.writeString(folder.resolve("token"), "sesame\n");
        Path link = Files.createSymbolicLink(folder.resolve("token-link"), token);
        for (String option : List.of("--refused", "--journal", "--refused-lines")) {
            var ended = run(option, link.toString(), "--token-file", token.toString());
            assertThat(ended.exitCode()).isEqualTo(ExitException.USAGE);
            assertThat(ended.err()).contains(option, "is the file of the token");
        }
        var export = terminal.run("users", "export", "--output", token.toString(), "--token-file", link.toString());
        assertThat(export.exitCode()).isEqualTo(ExitException.USAGE);
        assertThat(export.err()).contains("--output", "is the file of the token");
        assertThat(token).hasContent("sesame\n");
    }

    @Test
    void a_journal_is_kept_in_a_file() throws IOException {
        write(LINE.formatted("a"));
        for (Path none : List.of(Path.of("/dev/null"), folder)) {
            var ended = run("--journal", none.toString());
            assertThat(ended.exitCode()).isEqualTo(ExitException.USAGE);
            assertThat(ended.err())
                    .contains("--journal " + none + " is no file")
                    .doesNotContain("delete");
        }
        write("broken");
        var ended = run("--journal", folder.resolve("none").resolve("journal").toString());
        assertThat(ended.exitCode()).isEqualTo(ExitException.FILE);
        assertThat(ended.err()).contains(folder.resolve("none").toString(), "there is no such file or folder");
    }

    @Test
    void says_which_file_is_not_there() {
        var ended = run();
        assertThat(ended.exitCode()).isEqualTo(ExitException.FILE);
        assertThat(ended.err()).contains("users.jsonl: there is no such file");
    }

    @Test
    void an_export_that_fails_leaves_the_file_of_yesterday() throws IOException {
        Files.writeString(file, "yesterday\n");
        var ended = Terminal.runAlone(
                "users", "export", "--output", file.toString(), "--url", "http://127.0.0.1:1", "--timeout", "1");
        assertThat(ended.exitCode()).isEqualTo(ExitException.UNAVAILABLE);
        assertThat(file).hasContent("yesterday\n");
    }

    @Test
    void an_import_that_reaches_no_service_leaves_the_report_of_before() throws IOException {
        write(LINE.formatted("a"), "broken", LINE.formatted("b"));
        Path report = Files.writeString(folder.resolve("users.jsonl.refused.jsonl"), "yesterday\n");
        assertThat(importWithoutService()).isEqualTo(ExitException.UNAVAILABLE);
        assertThat(report).hasContent("yesterday\n");

        write(LINE.formatted("a"), LINE.formatted("b"));
        String first = Sha256.hex(LINE.formatted("a"));
        Files.writeString(folder.resolve("users.jsonl.journal"), "1 %s 1 0 2026-01-01T00:00:00Z%n".formatted(first));
        Files.writeString(report, "{\"line\":1}\n{\"line\":2}\n");
        assertThat(importWithoutService()).isEqualTo(ExitException.UNAVAILABLE);
        assertThat(report).hasContent("{\"line\":1}\n{\"line\":2}\n");
    }

    private int importWithoutService() {
        return Terminal.runAlone("users", "import", file.toString(), "--url", "http://127.0.0.1:1", "--timeout", "1")
                .exitCode();
    }

    private void write(String... lines) throws IOException {
        Files.write(file, List.of(lines));
    }

    private Terminal.Ended run(String... options) {
        var arguments = new ArrayList<>(List.of("users", "import", file.toString()));
        arguments.addAll(List.of(options));
        return terminal.run(arguments.toArray(String[]::new));
    }
}

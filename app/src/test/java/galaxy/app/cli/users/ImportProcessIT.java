package galaxy.app.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.Terminal;
import galaxy.client.users.UserFilter;
import galaxy.client.users.UsersClient;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RequiredProgram;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Import and export as processes of their own: signals, and folders that cannot be written. */
final class ImportProcessIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private final Terminal terminal = new Terminal();
    private final UsersClient client = terminal.client();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        client.close();
        terminal.close();
    }

    private Path lines(int users) throws IOException {
        Path file = folder.resolve("users.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < users; i++) {
                out.write("{\"email\":\"pilot-%d@example.com\",\"preferred_language\":\"en\",\"time_zone\":\"UTC\"}\n"
                        .formatted(i));
            }
        }
        return file;
    }

    private long users() {
        return client.users(UserFilter.all()).count();
    }

    private static JvmProcess start(String url, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", url));
        return JvmProcess.start(PackagedGalaxy.program(all.toArray(String[]::new)));
    }

    @Test
    void an_import_that_ctrl_c_stops_says_where_and_goes_on_there_with_its_numbers() throws Exception {
        String file = lines(400).toString();
        try (FaultProxy proxy = FaultProxy.inFrontOf("127.0.0.1", terminal.url().getPort())) {
            proxy.delay(Duration.ofMillis(20));
            try (JvmProcess process =
                    start("http://127.0.0.1:" + proxy.port(), "users", "import", file, "--concurrency", "4")) {
                Awaitility.await().atMost(TIMEOUT).until(() -> users() > 40);
                process.interrupt();
                assertThat(process.awaitExit(TIMEOUT)).isEqualTo(130);
                assertThat(process.lines())
                        .anyMatch(line -> line.matches("stopped after line \\d+; the same command goes on there"))
                        .noneMatch(line -> line.contains("\tat ") || line.contains("Exception"));
            }
        }
        assertThat(users()).isLessThan(400);
        assertThat(folder.resolve("users.jsonl.refused.jsonl")).doesNotExist();

        var resumed = terminal.run("users", "import", file);
        assertThat(resumed.err()).contains("continuing after line ");
        assertThat(resumed.lines()).hasSize(2);
        assertThat(resumed.lines().getFirst()).isEqualTo("400 users created, 0 existed, 0 lines refused");
        assertThat(resumed.lines().getLast())
                .matches("in this run: \\d\\d\\d users created, 0 existed, 0 lines refused");
        assertThat(terminal.run("users", "import", file).lines())
                .containsExactly("0 users created, 400 existed, 0 lines refused");
    }

    @Test
    void an_export_that_ctrl_c_stops_leaves_the_file_of_before_and_no_other() throws Exception {
        assertThat(terminal.run("users", "import", lines(400).toString()).exitCode())
                .isZero();
        Path file = Files.writeString(folder.resolve("export.jsonl"), "yesterday\n");
        try (FaultProxy proxy = FaultProxy.inFrontOf("127.0.0.1", terminal.url().getPort())) {
            proxy.delay(Duration.ofSeconds(3));
            try (JvmProcess process =
                    start("http://127.0.0.1:" + proxy.port(), "users", "export", "--output", file.toString())) {
                Awaitility.await().atMost(TIMEOUT).until(this::hasUnfinishedFile);
                process.interrupt();
                assertThat(process.awaitExit(TIMEOUT)).isEqualTo(130);
            }
        }
        assertThat(file).hasContent("yesterday\n");
        assertThat(hasUnfinishedFile()).isFalse();
    }

    private boolean hasUnfinishedFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".new"));
        }
    }

    /** Of a million lines, figures.md has the time; here 95 of 100 are refused before they are sent. */
    @Test
    void a_hundred_thousand_lines_take_no_more_than_96_megabytes() throws Exception {
        int lines = 100_000;
        Path file = folder.resolve("users.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < lines; i++) {
                String zone = i % 20 == 0 ? "UTC" : "UTC\",\"starsign\":\"leo";
                out.write("{\"email\":\"pilot-%d@example.com\",\"preferred_language\":\"en\",\"time_zone\":\"%s\"}\n"
                        .formatted(i, zone));
            }
        }
        String[] command = {
            "users",
            "import",
            file.toString(),
            "--refused-lines",
            folder.resolve("again").toString()
        };
        try (JvmProcess check = withLittleMemory("users", "import", file.toString(), "--dry-run");
                JvmProcess process = withLittleMemory(command)) {
            assertThat(process.awaitExit(TIMEOUT.multipliedBy(3)))
                    .as("%s", process.lines())
                    .isEqualTo(1);
            assertThat(process.lines()).contains("5000 users created, 0 existed, 95000 lines refused");
            assertThat(check.awaitExit(TIMEOUT.multipliedBy(3))).isEqualTo(1);
            assertThat(check.lines()).contains("5000 lines would be sent, 95000 are refused");
        }
        assertThat(users()).isEqualTo(5000);
        try (Stream<String> again = Files.lines(folder.resolve("again"))) {
            assertThat(again.count()).isEqualTo(95_000);
        }
    }

    private JvmProcess withLittleMemory(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", terminal.url().toString()));
        return JvmProcess.start(
                PackagedGalaxy.program(all.toArray(String[]::new)).withJvmOptions("-Xmx96m"));
    }

    @Test
    void a_folder_that_cannot_be_written_is_named_with_the_reason() throws Exception {
        String file = lines(3).toString();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        String url = "--url=" + terminal.url();
        unwritable(74, "users", "import", file, url);
        unwritable(
                74,
                "users",
                "import",
                file,
                url,
                "--journal",
                folder.resolve("j").toString());
        unwritable(
                74, "users", "export", "--output", folder.resolve("out.jsonl").toString(), url);
    }

    /** Run as a user for whom permissions count. */
    private void unwritable(int exitCode, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name", "").equals("root")) {
            command.addAll(List.of(
                    RequiredProgram.SETPRIV.require().toString(), "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "galaxy.jar").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isEqualTo(exitCode);
        assertThat(output)
                .contains("galaxy: ", folder.toString(), "permission denied")
                .doesNotContain("\tat ", "Exception");
    }
}

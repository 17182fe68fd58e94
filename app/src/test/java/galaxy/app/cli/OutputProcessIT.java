package galaxy.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import galaxy.app.Main;
import galaxy.kernel.EmailAddress;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RequiredProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs of each kind as processes of their own: full disks, closed descriptors, readers that go away, terminals, locales. */
final class OutputProcessIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static Terminal terminal;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        terminal = new Terminal();
        try (var client = terminal.client()) {
            for (String name : List.of("ada", "j\u00f6rg", "j\u00fcrg")) {
                client.ensure(EmailAddress.of(name + "@example.com"), "en", "Europe/Berlin")
                        .orElseThrow();
            }
        }
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    private record Ended(int exitCode, String output) {}

    /** A line of a shell, in which $G is the program. */
    private Future<Ended> shell(String line, Map<String, String> environment) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                String java =
                        Path.of(System.getProperty("java.home"), "bin", "java").toString();
                String jar = Path.of("target", "galaxy.jar").toAbsolutePath().toString();
                var builder = new ProcessBuilder(
                                "bash",
                                "-c",
                                "G=\"'" + java + "' " + String.join(" ", PackagedGalaxy.options()) + " -jar '" + jar
                                        + "'\"; " + line)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
                builder.environment().put("USERS_URL", terminal.url().toString());
                builder.environment().putAll(environment);
                Process process = builder.start();
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Ended(process.waitFor(), output);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private Future<Ended> shell(String line) {
        return shell(line, Map.of());
    }

    @Test
    void a_full_disk_and_a_closed_output_end_with_74_and_a_line() throws Exception {
        List<String> lines = List.of(
                "users list >/dev/full",
                "users list >&-",
                "users show ada@example.com --json >/dev/full",
                "users export >/dev/full",
                "users --help >/dev/full",
                "events tail --no-follow --from-start --redis-uri " + terminal.redis() + " >/dev/full",
                "serve users --set log.level=error --set redis.uri=" + terminal.redis()
                        + " --set users.http.port=0 --set management.port=0 >/dev/full");
        List<Future<Ended>> all = new ArrayList<>();
        for (String line : lines) {
            all.add(shell("eval $G " + line + " 2>errors-" + all.size()));
        }
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).get().exitCode()).as(lines.get(i)).isEqualTo(74);
            assertThat(folder.resolve("errors-" + i))
                    .as(lines.get(i))
                    .content()
                    .startsWith("galaxy: the standard output cannot be written: ")
                    .hasLineCount(1);
        }
    }

    @Test
    void an_export_has_the_same_bytes_in_any_locale() throws Exception {
        var plain = shell("eval $G users export --for-import --output utf-8");
        var ascii = shell("eval $G users export --for-import >ascii", Map.of("LC_ALL", "C"));
        assertThat(plain.get().exitCode()).as(plain.get().output()).isZero();
        assertThat(ascii.get().exitCode()).as(ascii.get().output()).isZero();
        assertThat(folder.resolve("ascii")).hasSameBinaryContentAs(folder.resolve("utf-8"));
        assertThat(Files.readString(folder.resolve("ascii")))
                .contains("j\u00f6rg@example.com", "j\u00fcrg@example.com");
    }

    @Test
    void tables_and_help_fit_the_terminal_and_a_dumb_one_gets_no_control_sequences() throws Exception {
        Files.writeString(
                folder.resolve("input"),
                "{\"email\":\"ada@example.com\",\"preferred_language\":\"en\",\"time_zone\":\"UTC\"}\n");
        String script = RequiredProgram.SCRIPT.require() + " -qec \"$G %s\" /dev/null";
        var narrow = shell(script.formatted("users list"), Map.of("COLUMNS", "40"));
        var wide = shell(script.formatted("users list"), Map.of("COLUMNS", "200"));
        var help = shell("eval $G users list --help", Map.of("COLUMNS", "60"));
        var wideHelp = shell("eval $G users list --help", Map.of("COLUMNS", "150"));
        var dumb = shell(script.formatted("users import input"), Map.of("TERM", "dumb"));
        assertThat(wide.get().output()).contains("CREATED", "COUNTRY");
        assertThat(narrow.get().output()).contains("USER ID", "RACE NAME").doesNotContain("COUNTRY");
        assertThat(help.get().output().lines())
                .anyMatch(line -> line.length() > 50)
                .noneMatch(line -> line.length() > 60);
        assertThat(wideHelp.get().output().lines()).anyMatch(line -> line.length() > 100);
        assertThat(dumb.get().output())
                .contains("0 users created, 1 existed, 0 lines refused")
                .doesNotContain("\033[", " %");
    }

    @Test
    void ctrl_c_ends_a_call_that_waits() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                JvmProcess process = JvmProcess.start(
                        PackagedGalaxy.program("users", "list", "--url", "http://127.0.0.1:" + silent.getLocalPort()));
                Socket _ = silent.accept()) {
            process.interrupt();
            assertThat(process.awaitExit(TIMEOUT)).isEqualTo(130);
            assertThat(process.lines()).isEmpty();
        }
    }

    /** A service with pages without end, and a reader that stopped at the first. */
    @Test
    void a_reader_that_went_away_stops_the_pages() throws Exception {
        byte[] page = """
                {"items":[{"user_id":"usr_00000000000000000000000000","email":"pilot@example.com","race_name":"Pilot",\
                "plan_code":"free","is_paid":false,"ends_at":null,"declared_country":null,"active_sanctions":[],\
                "created_at":"2026-03-01T12:00:00Z"}],"next_page_token":"more"}""".getBytes(StandardCharsets.UTF_8);
        var served = new AtomicInteger();
        HttpServer endless = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endless.createContext("/", exchange -> {
            served.incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        endless.start();
        try {
            String url = "http://127.0.0.1:" + endless.getAddress().getPort();
            String[] words = {"users", "list", "--all", "--page-size", "1", "--url", url};
            int code = Main.commandLine(words)
                    .setOut(Terminal.brokenOutput("Broken pipe"))
                    .execute(words);
            assertThat(code).isZero();
            assertThat(served).hasValueLessThanOrEqualTo(2);
        } finally {
            endless.stop(0);
        }
    }
}

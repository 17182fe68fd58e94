package galaxy.app.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Terminal;
import galaxy.client.users.Account;
import galaxy.client.users.Entitlement;
import galaxy.client.users.Plan;
import galaxy.client.users.UserFilter;
import galaxy.client.users.UsersClient;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.testkit.FaultProxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportIT {
    private static final String LINE =
            "{\"email\":\"%s@example.com\",\"preferred_language\":\"en\",\"time_zone\":\"Europe/Berlin\"%s}";

    private final Terminal terminal = new Terminal(Map.of("users.http.max-body-bytes", "1024"));
    private final UsersClient client = terminal.client();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void begin() {
        file = folder.resolve("users.jsonl");
    }

    @AfterEach
    void stop() {
        client.close();
        terminal.close();
    }

    @Test
    void imports_users_with_name_and_plan_once() throws IOException {
        write(
                LINE.formatted(
                        "a", ",\"race_name\":\"Nova Pilot\",\"plan_code\":\"paid_yearly\",\"ends_at\":\"2090-01-01\""),
                "",
                LINE.formatted("b", ""));
        assertThat(run().out()).contains("2 users created, 0 existed, 0 lines refused");
        Account nova = client.findByRaceName("Nova Pilot").orElseThrow();
        assertThat(nova.entitlement().plan()).isEqualTo(Plan.PAID_YEARLY);

        assertThat(run().out()).contains("0 users created, 2 existed, 0 lines refused");
        assertThat(client.periods(nova.userId())).hasSize(2);
        assertThat(folder).isDirectoryContaining("glob:**/users.jsonl").isDirectoryNotContaining("glob:**/*.journal");
    }

    @Test
    void accepts_a_plan_that_was_granted_before_under_another_key() throws IOException {
        String plan = ",\"plan_code\":\"paid_yearly\",\"ends_at\":\"2090-01-01T00:00:00Z\"";
        write(LINE.formatted("a", plan));
        assertThat(run().exitCode()).isZero();
        // Another text for the same user, and so another key.
        write(LINE.formatted("a", plan.replace(":", " : ").replace("00 : 00 : 00", "00:00:00")));
        assertThat(run().out()).contains("0 users created, 1 existed, 0 lines refused");
        write(LINE.formatted("a", plan.replace("2090", "2091")));
        assertThat(run().exitCode()).isEqualTo(ExitException.REFUSED);
        assertThat(report()).singleElement().asString().contains("\"code\":\"conflict\"");
    }

    @Test
    void reports_refused_lines_by_number_and_reason_and_continues() throws IOException {
        client.block(EmailAddress.of("blocked@example.com"), ReasonCode.of("fraud"), Optional.empty());
        write(
                LINE.formatted("a", ",\"race_name\":\"Nova Pilot\""),
                "{\"email\":\"abc\"}",
                "not json",
                LINE.formatted("blocked", ""),
                LINE.formatted("c", ",\"starsign\":\"leo\""),
                LINE.formatted("d", ",\"plan_code\":\"paid_eternal\""),
                LINE.formatted("e", "").replace("Berlin", "Atlantis"),
                LINE.formatted("f", ",\"race_name\":\"n0va-pil0t\""),
                LINE.formatted("g", ""));
        var ended = run("--concurrency", "1");
        assertThat(ended.exitCode()).isEqualTo(ExitException.REFUSED);
        assertThat(ended.out()).contains("2 users created, 0 existed, 7 lines refused");
        assertThat(report())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"line\":2", "invalid_line", "exactly one @"),
                        line -> assertThat(line).contains("\"line\":3", "is not one JSON object"),
                        line -> assertThat(line).contains("\"line\":4", "\"code\":\"blocked\"", "fraud"),
                        line -> assertThat(line).contains("\"line\":5", "unknown fields"),
                        line -> assertThat(line).contains("\"line\":6", "invalid_request", "plan_code"),
                        line -> assertThat(line).contains("\"line\":7", "invalid_request", "time_zone"),
                        line -> assertThat(line).contains("\"line\":8", "conflict", "race_name"))
                .allSatisfy(line -> assertThat(line).doesNotContain("example.com"));
    }

    @Test
    void continues_where_an_import_was_stopped() throws IOException {
        int users = 300;
        write(IntStream.range(0, users)
                .mapToObj(i -> i % 50 == 7 ? "broken" : LINE.formatted("u" + i, ""))
                .toArray(String[]::new));
        try (FaultProxy proxy = FaultProxy.inFrontOf("127.0.0.1", terminal.url().getPort())) {
            proxy.delay(Duration.ofMillis(50));
            var running = CompletableFuture.supplyAsync(() -> Terminal.runAlone(
                    "users",
                    "import",
                    file.toString(),
                    "--timeout",
                    "2",
                    "--concurrency",
                    "4",
                    "--url",
                    "http://127.0.0.1:" + proxy.port()));
            Awaitility.await()
                    .until(() ->
                            running.isDone() || client.users(UserFilter.all()).count() > 60);
            assertThat(running).isNotDone();
            proxy.refuse();
            proxy.cutAll();
            assertThat(running.join().exitCode()).isEqualTo(ExitException.UNAVAILABLE);
        }
        assertThat(client.users(UserFilter.all()).count()).isLessThan(290);

        List<String> report = report();
        String journal = Files.readString(folder.resolve("users.jsonl.journal"));
        assertThat(run("--dry-run").out()).contains("294 lines would be sent, 6 are refused");
        assertThat(report()).as("a dry run touches nothing").isEqualTo(report);
        assertThat(folder.resolve("users.jsonl.journal")).hasContent(journal);

        var resumed = run("--progress");
        assertThat(resumed.err())
                .contains("continuing after line ")
                .as("a bar begins where it stopped")
                .containsPattern("(?s)^[^%]*\\] [1-9]\\d %  ");
        assertThat(resumed.exitCode()).isEqualTo(ExitException.REFUSED);
        assertThat(client.users(UserFilter.all())).hasSize(294);
        assertThat(report()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void refuses_the_journal_of_another_file() throws IOException {
        write(LINE.formatted("a", ""));
        Files.writeString(folder.resolve("users.jsonl.journal"), "1 0000\n");
        var ended = run();
        assertThat(ended.exitCode()).isEqualTo(ExitException.DATA);
        assertThat(ended.err()).contains("delete the journal to start again");
        assertThat(client.users(UserFilter.all())).isEmpty();
    }

    @Test
    void a_dry_run_checks_what_the_service_will_check_and_touches_nothing() throws IOException {
        write(
                LINE.formatted("a", ""),
                "broken",
                LINE.formatted("b", ",\"race_name\":\"--\"").replace("\"en\"", "\"no such\""),
                LINE.formatted("c", "").replace("Europe/Berlin", "Mars/Base"),
                LINE.formatted("d", ",\"plan_code\":\"gold\""),
                LINE.formatted("e", ",\"plan_code\":\"paid_yearly\""),
                LINE.formatted("a", ""),
                LINE.formatted("f", ",\"race_name\":\"N\u043eva\""),
                LINE.formatted("g", ",\"race_name\":\"Pilot Zero\""),
                LINE.formatted("h", ",\"race_name\":\"pil0t-zer0\""));
        Path before = Files.writeString(folder.resolve("users.jsonl.refused.jsonl"), "of an import\n");
        var ended = run("--dry-run");
        assertThat(ended.exitCode()).isEqualTo(ExitException.REFUSED);
        assertThat(ended.out()).contains("2 lines would be sent, 8 are refused");
        assertThat(ended.err())
                .contains(
                        "preferred_language",
                        "race_name",
                        "time_zone",
                        "plan_code",
                        "ends_at",
                        "as line 1",
                        "must not mix scripts",
                        "looks like that of line 9");
        assertThat(before).hasContent("of an import\n");
        assertThat(client.users(UserFilter.all())).isEmpty();
    }

    @Test
    void a_line_that_cannot_be_one_stops_nothing() throws IOException {
        Files.write(
                file,
                ("\uFEFF" + LINE.formatted("a", "") + "\n"
                                + LINE.formatted("b", ",\"race_name\":\"" + "x".repeat(70_000) + "\"") + "\n"
                                + LINE.formatted("c", "") + "\n"
                                + LINE.formatted("d", ",\"race_name\":\"" + "x".repeat(2_000) + "\"") + "\n"
                                + LINE.formatted("e", "") + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        Files.write(
                file,
                (LINE.formatted("j\u00f6rg", "") + "\n").getBytes(StandardCharsets.ISO_8859_1),
                StandardOpenOption.APPEND);
        assertThat(run("--concurrency", "1").out()).contains("3 users created, 0 existed, 3 lines refused");
        assertThat(report())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"line\":2", "is longer than"),
                        line -> assertThat(line).contains("\"line\":4", "payload_too_large"),
                        line -> assertThat(line).contains("\"line\":6", "is not UTF-8"));
    }

    @Test
    void of_two_lines_for_one_user_the_first_counts_at_every_run() throws IOException {
        String letters = "ACDEFGHJKNPQRTUVXY23"; // no two of them look alike
        write(IntStream.range(0, 40)
                .mapToObj(i -> LINE.formatted(
                        "u" + i % 20,
                        ",\"race_name\":\"%s Pilot %c\""
                                .formatted(i < 20 ? "First" : "Second", letters.charAt(i % 20))))
                .toArray(String[]::new));
        for (int i = 0; i < 3; i++) {
            assertThat(run("--concurrency", "16").out()).contains("20 lines refused");
            assertThat(client.users(UserFilter.all()))
                    .hasSize(20)
                    .allMatch(account -> account.raceName().startsWith("First"));
            assertThat(report()).anyMatch(line -> line.contains("\"line\":21") && line.contains("as line 1\""));
        }
    }

    @Test
    void keeps_the_refused_lines_as_they_are_in_the_order_of_the_file() throws IOException {
        Files.write(file, "not json\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(file, LINE.formatted("a", "") + "\n", StandardOpenOption.APPEND);
        Files.write(file, "\u00f6\r\n".getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.APPEND);
        Files.writeString(file, LINE.formatted("a", "") + "\n{}", StandardOpenOption.APPEND);
        Path lines = folder.resolve("again.jsonl");
        run("--refused-lines", lines.toString(), "--dry-run");
        assertThat(lines).doesNotExist();
        run("--refused-lines", lines.toString());
        assertThat(Files.readString(lines, StandardCharsets.ISO_8859_1))
                .isEqualTo("not json\n\u00f6\r\n" + LINE.formatted("a", "") + "\n{}");
        var same = run(
                "--refused-lines", folder.resolve("users.jsonl.refused.jsonl").toString());
        assertThat(same.exitCode()).isEqualTo(ExitException.USAGE);
        assertThat(same.err()).contains("--refused and --refused-lines are one file");
    }

    @Test
    void imports_elsewhere_what_was_exported() {
        assertThat(terminal.demo("--count", "40", "--seed", "7").exitCode()).isZero();
        assertThat(terminal.run("users", "export", "--for-import", "--output", file.toString())
                        .err())
                .contains("40 users written");
        try (Terminal other = new Terminal();
                UsersClient there = other.client()) {
            assertThat(other.run("users", "import", file.toString()).out()).contains(" 0 existed");
            assertThat(there.users(UserFilter.all()).map(ImportIT::likeness))
                    .containsExactlyInAnyOrderElementsOf(client.users(UserFilter.all())
                            .map(ImportIT::likeness)
                            .toList());
        }
    }

    private static List<Object> likeness(Account account) {
        Entitlement entitlement = account.entitlement();
        return List.of(
                account.email(), account.raceName(), account.timeZone(), entitlement.plan(), entitlement.endsAt());
    }

    private void write(String... lines) throws IOException {
        Files.write(file, List.of(lines));
    }

    private Terminal.Ended run(String... options) {
        var arguments = new ArrayList<>(List.of("users", "import", file.toString()));
        arguments.addAll(List.of(options));
        return terminal.run(arguments.toArray(String[]::new));
    }

    private List<String> report() throws IOException {
        return Files.readAllLines(folder.resolve("users.jsonl.refused.jsonl"));
    }
}

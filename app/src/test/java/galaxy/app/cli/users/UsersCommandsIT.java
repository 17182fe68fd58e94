package galaxy.app.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Terminal;
import galaxy.client.users.Account;
import galaxy.client.users.EnsureResult;
import galaxy.client.users.Plan;
import galaxy.client.users.UserFilter;
import galaxy.client.users.UsersClient;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class UsersCommandsIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Terminal terminal = new Terminal();
    private static final UsersClient client = terminal.client();

    private static int users;

    @AfterAll
    static void stop() {
        client.close();
        terminal.close();
    }

    @Test
    void shows_a_user_by_id_by_address_and_by_name() {
        Account account = user();
        for (String by : List.of(
                account.userId().value(), account.email().value(), account.raceName(), "name:" + account.raceName())) {
            assertThat(terminal.run("users", "show", by).out())
                    .contains(account.userId().value(), account.email().value(), "free", "max_owned_private_games")
                    .containsPattern("can_create_private_game +no +the limit max_owned_private_games is 0");
        }
    }

    @Test
    void shows_a_user_as_one_document() {
        Account account = user();
        JsonNode shown =
                JSON.readTree(terminal.run("users", "show", account.userId().value(), "--json")
                        .out());
        assertThat(shown.at("/account/email").stringValue())
                .isEqualTo(account.email().value());
        assertThat(shown.at("/eligibility/markers/can_login").booleanValue()).isTrue();
    }

    @Test
    void grants_extends_and_revokes_a_plan() {
        Account account = user();
        String id = account.userId().value();
        var tried = terminal.run(
                "users", "grant", id, "--plan", "monthly", "--for", "30d", "--reason", "gift", "--dry-run");
        assertThat(tried.err()).contains("dry run: nothing was changed");
        assertThat(tried.out()).contains("paid_monthly");
        assertThat(plan(account)).isEqualTo(Plan.FREE);

        assertThat(terminal.run(
                                "users",
                                "grant",
                                id,
                                "--plan",
                                "monthly",
                                "--until",
                                "2090-01-01",
                                "--reason",
                                "gift",
                                "--actor",
                                "admin:ops-7")
                        .out())
                .contains("paid_monthly", "2090-01-01 00:00", "gift (admin:ops-7)");
        assertThat(plan(account)).isEqualTo(Plan.PAID_MONTHLY);

        assertThat(terminal.run("users", "extend", id, "--for", "1mo", "--reason", "gift")
                        .out())
                .contains("2090-02-01 00:00");
        assertThat(terminal.run("users", "revoke", id, "--reason", "refund", "--json")
                        .lines())
                .singleElement()
                .satisfies(line -> assertThat(
                                JSON.readTree(line).at("/entitlement/plan_code").stringValue())
                        .isEqualTo("free"));
        assertThat(terminal.run("users", "history", id, "--only", "periods").lines())
                .hasSizeGreaterThan(3)
                .first()
                .asString()
                .startsWith("PLAN");
    }

    @Test
    void applies_and_removes_a_sanction() {
        String id = user().userId().value();
        assertThat(terminal.run("users", "sanction", id, "game_join_block", "--for", "2d", "--reason", "spam")
                        .out())
                .contains("game_join_block", "lobby", "in 2 days");
        assertThat(terminal.run("users", "standing", id).out())
                .contains("no past sanctions", id + "-1", "in 2 days")
                .containsPattern("plan +free")
                .containsPattern("can_join_game +no +sanction game_join_block until")
                .containsPattern("max_owned_private_games +0 +plan");
        assertThat(terminal.run("users", "list", "--sanction", "game_join_block", "-m", "can_join_game=false", "--json")
                        .lines())
                .anySatisfy(line -> assertThat(line).contains(id));
        assertThat(terminal.run("users", "unsanction", id, "game_join_block", "--reason", "appeal")
                        .out())
                .contains("no sanctions in force");
        assertThat(terminal.run("users", "history", id, "--only", "sanctions", "--json")
                        .lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line).contains("\"kind\":\"sanction\"", "\"removal_reason_code\":\"appeal\""));
        assertThat(terminal.run("users", "standing", id).out())
                .contains("no sanctions in force", "not blocked")
                .containsPattern("game_join_block .* spam +appeal +" + id + "-1");
        JsonNode shown =
                JSON.readTree(terminal.run("users", "standing", id, "--json").out());
        assertThat(shown.at("/past_sanctions/0/reference").stringValue()).isEqualTo(id + "-1");
    }

    @Test
    void sets_and_removes_a_limit() {
        String id = user().userId().value();
        assertThat(terminal.run("users", "limit", id, "max_owned_private_games", "7", "--reason", "host")
                        .out())
                .containsPattern("max_owned_private_games +7 +override +never +host");
        assertThat(terminal.run("users", "unlimit", id, "max_owned_private_games", "--reason", "over")
                        .out())
                .containsPattern("max_owned_private_games +0 +plan");
    }

    @Test
    void blocks_and_unblocks_an_address_with_and_without_a_user() {
        Account account = user();
        String name = account.raceName();
        assertThat(terminal.run("users", "block", name, "--reason", "fraud", "--dry-run")
                        .out())
                .startsWith("existing: ");
        assertThat(terminal.run("users", "block", name, "--reason", "fraud").out())
                .isEqualTo("blocked: the e-mail address of " + account.userId().value() + System.lineSeparator());
        assertThat(terminal.run("users", "block", name, "--reason", "fraud").out())
                .startsWith("already_blocked");
        assertThat(terminal.run("users", "show", name).out()).contains("the e-mail address is blocked: fraud");
        assertThat(terminal.run("users", "unblock", name, "--reason", "sorry", "--json")
                        .out())
                .contains("\"outcome\":\"unblocked\"");
        assertThat(terminal.run("users", "block", "unknown@example.com", "--reason", "fraud")
                        .out())
                .contains("no user yet");
    }

    @Test
    void continues_a_list_where_a_page_ended() {
        for (int i = 0; i < 3; i++) {
            user();
        }
        var first = terminal.run("users", "list", "--page-size", "2");
        assertThat(first.lines()).hasSize(3);
        String token = first.err().replaceAll("(?s).*--page-token (\\S+).*", "$1");
        var second = terminal.run("users", "list", "--page-size", "1", "--page-token", token, "--json");
        assertThat(second.lines())
                .singleElement()
                .asString()
                .doesNotContain(first.lines().get(1).substring(0, 30));
        long all = client.users(UserFilter.all()).count();
        assertThat(terminal.run("users", "list", "--all", "--page-size", "2", "--json")
                        .lines())
                .hasSize((int) all);
        assertThat(terminal.run("users", "export").lines()).hasSize((int) all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users show unknown-too@example.com | 1 | user_not_found",
                "users show usr_00000000000000000000000000 | 1 | matching is exact",
                "users standing usr_00000000000000000000000000 | 1 | user_not_found",
                "users revoke usr_00000000000000000000000000 --reason x | 1 | user_not_found",
                "users list --page-token rubbish | 1 | --page-token",
                "users list --sanction nonsense | 2 | login_block, private_game_create_block",
                "users list --paid-expires-after soon | 2 | a time is like",
                "users show a@b@c | 2 | exactly one @",
                "users grant me --plan monthly --for 1d | 2 | --reason",
                "users grant me --plan free --for 1d --reason x | 2 | paid_monthly, paid_yearly, paid_lifetime",
                "users extend me --reason x | 2 | --until or --for",
                "users sanction me login_block --until 2090-01-01 --for 1d --reason x | 2 | give one of them",
                "users limit me max_owned_private_games lots --reason x | 2 | lots",
                "users show me --token-file /nowhere/token | 74 | --token-file",
                "users show me --timeout 0 | 2 | --timeout must be 1 to",
                "users import /nowhere/users.jsonl | 74 | /nowhere/users.jsonl: there is no such file",
            })
    void ends_with_an_exit_code_and_advice_for_each_error(String line, int exitCode, String advice) {
        var ended = terminal.run(line.split(" "));
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
        assertThat(ended.err()).contains(advice).doesNotContain("\tat ");
    }

    @Test
    void refuses_an_address_that_is_no_url() {
        var ended = Terminal.runAlone("users", "show", "me", "--url", "nowhere");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
        assertThat(ended.err()).contains("http://host:port").doesNotContain("\tat ");
    }

    @Test
    void explains_a_conflict() {
        String id = user().userId().value();
        var ended = terminal.run("users", "revoke", id, "--reason", "x");
        assertThat(ended.exitCode()).isEqualTo(ExitException.REFUSED);
        assertThat(ended.err()).contains("refused: conflict: ", "galaxy users show", "request ");
    }

    @Test
    void says_that_no_service_responds() {
        var ended = Terminal.runAlone(
                "users", "show", "x", "--timeout", "1", "--url", "http://127.0.0.1:" + LoopbackPorts.free());
        assertThat(ended.exitCode()).isEqualTo(ExitException.UNAVAILABLE);
        assertThat(ended.err()).contains("did not respond", "./galaxy serve");
    }

    @Test
    void reads_the_address_of_the_service_from_the_environment_and_exits_with_the_code() throws InterruptedException {
        var program = PackagedGalaxy.program("users", "show", "pilot@example.com")
                .withEnvironment(Map.of("USERS_URL", terminal.url().toString()));
        try (JvmProcess process = JvmProcess.start(program)) {
            assertThat(process.awaitExit(Duration.ofSeconds(30))).isEqualTo(ExitException.REFUSED);
            assertThat(process.awaitLine("user_not_found", Duration.ofSeconds(5)))
                    .startsWith("galaxy: refused");
        }
    }

    @Test
    void calls_with_the_token_of_a_caller(@TempDir Path folder) throws IOException, NoSuchAlgorithmException {
        Path callers = folder.resolve("callers");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest("sesame".getBytes(StandardCharsets.UTF_8));
        Files.writeString(callers, "ops=admin:" + HexFormat.of().formatHex(digest) + "\n");
        Path token = Files.writeString(folder.resolve("token"), "sesame\n");
        Path wrong = Files.writeString(folder.resolve("wrong"), "simsalabim\n");
        try (Terminal closed = new Terminal(Map.of("callers.file", callers.toString()))) {
            assertThat(closed.run("users", "list").err()).contains("refused: unauthenticated", "--token-file");
            var refused = closed.run("users", "list", "--token-file", wrong.toString());
            assertThat(refused.exitCode()).isEqualTo(ExitException.REFUSED);
            assertThat(refused.err()).doesNotContain("simsalabim");
            Files.writeString(wrong, "a!b");
            for (String command : List.of("users", "connections contacts list p")) {
                var impossible = Terminal.runAlone((command.equals("users") ? "users list" : command)
                        .concat(" --token-file " + wrong)
                        .split(" "));
                assertThat(impossible.exitCode()).isEqualTo(ExitException.USAGE);
                assertThat(impossible.err())
                        .contains("--token-file", "letters, digits")
                        .doesNotContain("a!b");
            }
            assertThat(closed.run("users", "list", "--token-file", token.toString())
                            .exitCode())
                    .isZero();
            assertThat(closed.demo("--count", "30", "--token-file", token.toString())
                            .out())
                    .contains("countries left out", "sessions left out (only a caller", "contact links");
        }
    }

    private static Plan plan(Account account) {
        return client.find(account.userId()).orElseThrow().entitlement().plan();
    }

    private static Account user() {
        var email = EmailAddress.of("pilot-" + ++users + "@example.com");
        return switch (client.ensure(email, "en", "Europe/Berlin").orElseThrow()) {
            case EnsureResult.Created(UserId userId) -> client.find(userId).orElseThrow();
            case EnsureResult.Existing _, EnsureResult.Blocked _ -> throw new AssertionError("not created");
        };
    }
}

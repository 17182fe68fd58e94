package galaxy.app.cli.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import galaxy.app.cli.Terminal;
import galaxy.app.cli.Terminal.Ended;
import galaxy.client.ClientSettings;
import galaxy.client.geoprofile.GeoProfileClient;
import galaxy.client.geoprofile.Observation;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Sha256;
import galaxy.kernel.UserId;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class GeoCommandsIT {
    private static final String UNKNOWN = "usr_0123456789abcdefghjkmnpqrs";
    private static final String[] BY = {"--reason", "moved", "--actor", "admin:ops-7"};

    private static Terminal terminal;

    @BeforeAll
    static void start() {
        terminal = new Terminal();
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    private static String user(String email) {
        EmailAddress address = EmailAddress.of(email);
        var _ = terminal.client().ensure(address, "en", "UTC").orElseThrow();
        return terminal.client().findByEmail(address).orElseThrow().userId().value();
    }

    private static Ended by(String... arguments) {
        return terminal.geo(Stream.concat(Stream.of(arguments), Stream.of(BY)).toArray(String[]::new));
    }

    private static JsonNode json(Ended ended) {
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.lines()).hasSize(1);
        return new JsonMapper().readTree(ended.out());
    }

    @Test
    void a_country_of_an_administrator_is_effective_and_is_what_users_have() {
        String user = user("admin@example.com");
        Ended proposed = by("propose", user, "DE");
        assertThat(proposed.exitCode()).as(proposed.err()).isZero();
        assertThat(proposed.out())
                .containsPattern("number +1")
                .containsPattern("country +DE")
                .containsPattern("source +admin")
                .containsPattern("state +effective")
                .containsPattern("decided +.{16} moved \\(admin:ops-7\\)");
        assertThat(terminal.client().find(UserId.of(user)).orElseThrow().declaredCountry())
                .hasValue("DE");
        assertThat(terminal.geo("show", user).out())
                .containsPattern("effective +DE \\(version 1\\)")
                .containsPattern("syncing +-")
                .containsPattern("most observed +-")
                .containsPattern("next proposal \\(UTC\\) +20");
    }

    @Test
    void a_version_is_approved_rejected_and_withdrawn() {
        String user = user("review@example.com");
        JsonNode first = json(by("propose", user, "DE", "--source", "user", "--json"));
        assertThat(first.at("/version/state").asString("")).isEqualTo("proposed");
        assertThat(first.path("user_id").asString("")).isEqualTo(user);
        assertThat(json(by("reject", user, "1", "--json")).at("/version/state").asString(""))
                .isEqualTo("rejected");
        by("propose", user, "FR", "--source", "observed");
        assertThat(json(by("withdraw", user, "2", "--json"))
                        .at("/version/decided_by/id")
                        .asString(""))
                .isEqualTo("ops-7");
        by("propose", user, "IT", "--source", "user");
        assertThat(by("approve", user, "3").out()).containsPattern("state +effective");
        assertThat(terminal.geo("versions", user).lines())
                .hasSize(4)
                .first()
                .asString()
                .matches("NUMBER +COUNTRY +SOURCE +STATE +PROPOSED \\(UTC\\) +DECIDED +ENDED");
        assertThat(terminal.geo("versions", user).lines().get(1)).matches("3 +IT +user +effective .*");
        assertThat(terminal.geo("versions", user, "--json").lines()).hasSize(3);
    }

    @Test
    void pages_end_with_the_command_for_the_next_one() {
        String user = user("pages@example.com");
        by("propose", user, "DE", "--source", "user");
        by("propose", user, "FR", "--source", "user");
        Ended page = terminal.geo("versions", user, "--page-size", "1");
        assertThat(page.lines()).hasSize(2);
        assertThat(page.err()).contains("more: galaxy geo versions " + user, "--page-token");
        assertThat(terminal.geo("versions", user, "--page-size", "1", "--all", "--json")
                        .lines())
                .hasSize(2);
        assertThat(terminal.geo("reviews", "--all", "--json").lines())
                .anyMatch(line -> line.contains(user) && line.contains("\"country\":\"FR\""));
        assertThat(terminal.geo("reviews", "--all").lines()).anyMatch(line -> line.matches(user + " +2 +FR +user .*"));
        assertThat(terminal.geo("reviews", "--status", "syncing").err()).contains("no version is syncing");
        assertThat(terminal.geo("reviews", "--status", "syncing", "--all", "--json"))
                .isEqualTo(new Ended(0, "", ""));
    }

    /** Its versions were decided while the page was read. */
    @Test
    void an_empty_page_before_others_is_no_empty_list() throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            try (exchange) {
                boolean isLast = exchange.getRequestURI().getQuery().contains("page_token");
                String token = isLast ? "null" : "\"next\"";
                byte[] body =
                        "{\"items\":[],\"next_page_token\":%s}".formatted(token).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        service.start();
        String[] reviews = {
            "geo",
            "reviews",
            "--url",
            "http://127.0.0.1:" + service.getAddress().getPort()
        };
        Ended ended = Terminal.runAlone(reviews);
        assertThat(ended.err()).containsOnlyOnce("no version is proposed").doesNotContain("more:");
        service.stop(0);
    }

    @Test
    void shows_where_a_user_was_seen() {
        String user = user("seen@example.com");
        assertThat(terminal.geo("observations", user).err()).contains("seen in no country");
        try (var client = GeoProfileClient.of(ClientSettings.of(terminal.geoprofile()))) {
            var seen = new Observation(
                    UserId.of(user),
                    InetAddress.ofLiteral("8.8.8.8"),
                    Instant.now().minusSeconds(1));
            client.report(List.of(seen)).orElseThrow();
        }
        await().until(() -> terminal.geo("observations", user).lines().size() == 2);
        assertThat(terminal.geo("observations", user).lines().getLast()).matches("US +1 +1 +\\S{10} +\\S{10}");
        assertThat(json(terminal.geo("observations", user, "--json"))
                        .path("days")
                        .asInt())
                .isEqualTo(1);
        assertThat(json(terminal.geo("show", user, "--json"))
                        .at("/most_observed/country")
                        .asString(""))
                .isEqualTo("US");
        assertThat(terminal.geo("show", user).out()).containsPattern("most observed +US \\(1 day\\)");
    }

    @Test
    void a_user_without_versions_is_shown_as_one() {
        assertThat(terminal.geo("show", UNKNOWN).out()).containsPattern("effective +-");
        assertThat(terminal.geo("versions", UNKNOWN).err()).contains("has declared no country");
        assertThat(terminal.geo("versions", UNKNOWN, "--json").out()).isEmpty();
    }

    @Test
    void a_refusal_says_what_to_do() {
        Ended unknownUser = by("propose", UNKNOWN, "DE");
        assertThat(unknownUser.exitCode()).isEqualTo(1);
        assertThat(unknownUser.err()).contains("refused: user_not_found");
        Ended unknownVersion = by("approve", UNKNOWN, "7");
        assertThat(unknownVersion.exitCode()).isEqualTo(1);
        assertThat(unknownVersion.err()).contains("refused: version_not_found", "galaxy geo versions USER");
        String user = user("refused@example.com");
        by("propose", user, "DE");
        Ended same = by("propose", user, "DE");
        assertThat(same.exitCode()).isEqualTo(1);
        assertThat(same.err()).contains("refused: conflict", "already_effective", "galaxy geo show");
    }

    @Test
    void a_command_under_a_key_is_carried_out_once() {
        String user = user("key@example.com");
        assertThat(by("propose", user, "DE", "--key", "k-1").exitCode()).isZero();
        assertThat(by("propose", user, "DE", "--key", "k-1").exitCode()).isZero();
        assertThat(terminal.geo("versions", user, "--json").lines()).hasSize(1);
    }

    @Test
    void reads_address_and_token_file_from_the_environment(@TempDir Path folder) throws Exception {
        Path callers = Files.writeString(folder.resolve("callers"), "ops=admin:" + Sha256.hex("sesame") + "\n");
        Path token = Files.writeString(folder.resolve("token"), "sesame\n");
        try (Terminal guarded = new Terminal(Map.of("callers.file", callers.toString()))) {
            var program = PackagedGalaxy.program("geo", "propose", UNKNOWN, "DE", "--reason", "moved")
                    .withEnvironment(Map.of(
                            "GEOPROFILE_URL", guarded.geoprofile().toString(),
                            "GEOPROFILE_TOKEN_FILE", token.toString()));
            try (JvmProcess process = JvmProcess.start(program)) {
                assertThat(process.awaitLine("refused", Duration.ofSeconds(30))).contains("refused: user_not_found");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "show pilot@example.com, must be a user id",
        "versions usr_1, must be a user id",
        "propose usr_0123456789abcdefghjkmnpqrs XX --reason moved, ISO 3166-1",
        "propose usr_0123456789abcdefghjkmnpqrs DE --reason moved --source x, --source",
        "propose usr_0123456789abcdefghjkmnpqrs DE, --reason",
        "approve usr_0123456789abcdefghjkmnpqrs 0 --reason moved, must be the number of a version",
        "reject usr_0123456789abcdefghjkmnpqrs one --reason moved, must be the number of a version",
        "reviews --status done, --status",
        "reviews --page-size 201, --page-size must be 1 to 200",
        "reject usr_0123456789abcdefghjkmnpqrs 1 --reason moved --key é, --key must have 1 to 128",
    })
    void refuses_wrong_arguments_with_the_rule(String arguments, String rule) {
        Ended ended = terminal.geo(arguments.split(" ", -1));
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains(rule);
    }

    @Test
    void says_that_nothing_responds() {
        Ended ended = Terminal.runAlone(
                "geo", "show", UNKNOWN, "--timeout", "1", "--url", "http://127.0.0.1:" + LoopbackPorts.free());
        assertThat(ended.exitCode()).isEqualTo(69);
        assertThat(ended.err()).contains("./galaxy serve");
    }
}

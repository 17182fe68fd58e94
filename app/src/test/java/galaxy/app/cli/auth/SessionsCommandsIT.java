package galaxy.app.cli.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.app.cli.Terminal;
import galaxy.app.cli.Terminal.Ended;
import galaxy.client.ClientSettings;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.ConfirmResult.SignedIn;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.PlayerAddress;
import galaxy.client.auth.SendResult;
import galaxy.client.gateway.DeviceKey;
import galaxy.redis.LoopbackPorts;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class SessionsCommandsIT {
    private static final String UNKNOWN_USER = "usr_01234567890123456789abcdef";
    private static final String UNKNOWN_SESSION = "dvs_0123456789abcdefghjkmnpqrs";
    private static final PlayerAddress HERE = new PlayerAddress(InetAddress.ofLiteral("127.0.0.1"), Optional.empty());

    private static SignInProcess galaxy;

    @BeforeAll
    static void start() {
        galaxy = new SignInProcess();
    }

    @AfterAll
    static void stop() {
        galaxy.close();
    }

    private static SignedIn signIn(String email, String name) {
        try (AuthClient client = AuthClient.of(ClientSettings.of(URI.create(galaxy.url())))) {
            var sent = (SendResult.Sent) client.send(new CodeRequest(email, "en", Optional.empty(), HERE))
                    .orElseThrow();
            var device = new Confirmation.Device(
                    new Credential.DeviceKey(DeviceKey.generate().publicKey()), Optional.of(name));
            var registration = new Confirmation.Registration("en", "UTC");
            return (SignedIn)
                    client.confirm(sent.challengeId(), new Confirmation(galaxy.code(email), device, registration, HERE))
                            .orElseThrow();
        }
    }

    @Test
    void lists_active_sessions_as_a_table_and_as_the_contract_has_them() {
        SignedIn session = signIn("list@example.com", "Phone");
        String user = session.userId().value();
        assertThat(galaxy.sessions("list", user).lines())
                .hasSize(2)
                .first()
                .asString()
                .matches("SESSION +DEVICE +KIND +CREATED +LAST USED \\(UTC\\) +ENDS UNUSED");
        assertThat(galaxy.sessions("list", user).lines().getLast())
                .matches(session.sessionId() + " +Phone +ed25519 +.{16} +.{16} +.{16} \\(in 30 days\\)");
        JsonNode json = SignInProcess.json(galaxy.sessions("list", user, "--json"));
        assertThat(json.path("status").asString("")).isEqualTo("active");
        assertThat(json.path("ended_by").isNull()).isTrue();
    }

    @Test
    void says_that_an_unknown_user_has_none() {
        Ended ended = galaxy.sessions("list", UNKNOWN_USER);
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("the user has no active session");
        assertThat(galaxy.sessions("list", UNKNOWN_USER, "--all").err()).contains("the user has no session");
        assertThat(galaxy.sessions("list", UNKNOWN_USER, "--json").out()).isEmpty();
    }

    @Test
    void ends_a_session_once_and_keeps_its_first_end() {
        SignedIn session = signIn("end@example.com", "Phone");
        String id = session.sessionId().value();
        Ended shown = galaxy.sessions("revoke", id, "--reason", "stolen", "--actor", "admin:ops-7");
        assertThat(shown.exitCode()).as(shown.err()).isZero();
        assertThat(shown.out())
                .containsPattern("session +" + id)
                .containsPattern("status +revoked")
                .containsPattern("ended +.{16} stolen \\(admin:ops-7\\)");
        JsonNode again = SignInProcess.json(galaxy.sessions("revoke", id, "--reason", "other", "--json"));
        assertThat(again.path("end_reason_code").asString("")).isEqualTo("stolen");

        String user = session.userId().value();
        assertThat(galaxy.sessions("list", user).err()).contains("no active session");
        assertThat(galaxy.sessions("list", user, "--all").lines().getLast())
                .matches(id + " +Phone +ed25519 .* revoked +.{16} stolen \\(admin:ops-7\\)");
    }

    @Test
    void ends_only_the_session_of_the_user_that_is_named() {
        SignedIn session = signIn("named@example.com", "Phone");
        String id = session.sessionId().value();
        Ended other = galaxy.sessions("revoke", id, "--user", UNKNOWN_USER, "--reason", "stolen");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("refused: session_not_found", "galaxy sessions list USER");
        assertThat(galaxy.sessions("list", session.userId().value()).lines()).hasSize(2);
        assertThat(galaxy.sessions("revoke", id, "--user", session.userId().value(), "--reason", "stolen")
                        .exitCode())
                .isZero();
        assertThat(galaxy.sessions("revoke", UNKNOWN_SESSION, "--reason", "stolen")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void ends_all_sessions_but_one() {
        SignedIn session = signIn("all@example.com", "Phone");
        String user = session.userId().value();
        Ended none = galaxy.sessions(
                "revoke-all", user, "--except", session.sessionId().value(), "--reason", "lost");
        assertThat(none.out()).isEqualTo("0 sessions ended\n");
        assertThat(galaxy.sessions("revoke-all", user, "--reason", "lost").out())
                .isEqualTo("1 session ended\n");
        JsonNode unknown =
                SignInProcess.json(galaxy.sessions("revoke-all", UNKNOWN_USER, "--reason", "lost", "--json"));
        assertThat(unknown.path("revoked").asInt(-1)).isZero();
        assertThat(unknown.path("user_id").asString("")).isEqualTo(UNKNOWN_USER);
    }

    @Test
    void a_block_by_users_ends_the_sessions() {
        SignedIn session = signIn("block@example.com", "Phone");
        String user = session.userId().value();
        galaxy.users("block", user, "--reason", "chargeback");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> galaxy.sessions("list", user).out().isEmpty());
        assertThat(galaxy.sessions("list", user, "--all").out()).contains("login_blocked");
    }

    @ParameterizedTest
    @CsvSource({
        "list pilot@example.com, must be a user id",
        "revoke dvs_1 --reason stolen, must be a session id",
        "revoke-all usr_1 --reason stolen, must be a user id",
        "revoke dvs_0123456789abcdefghjkmnpqrs, --reason",
        "revoke dvs_0123456789abcdefghjkmnpqrs --reason Stolen!, --reason",
    })
    void refuses_what_is_no_id_and_what_has_no_reason(String arguments, String rule) {
        Ended ended = galaxy.sessions(arguments.split(" ", -1));
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains(rule);
    }

    @Test
    void says_that_nothing_responds() {
        for (List<String> command : List.of(
                List.of("list", UNKNOWN_USER),
                List.of("revoke", UNKNOWN_SESSION, "--reason", "stolen"),
                List.of("revoke-all", UNKNOWN_USER, "--reason", "stolen"))) {
            String[] all = Stream.of(
                            Stream.of("sessions"),
                            command.stream(),
                            Stream.of("--timeout", "1", "--url", "http://127.0.0.1:" + LoopbackPorts.free()))
                    .flatMap(each -> each)
                    .toArray(String[]::new);
            assertThat(Terminal.runAlone(all).exitCode()).isEqualTo(69);
        }
    }
}

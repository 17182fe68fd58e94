package galaxy.app.cli.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.Terminal;
import galaxy.app.cli.Terminal.Ended;
import galaxy.app.cli.auth.SignInProcess;
import galaxy.kernel.Sha256;
import galaxy.redis.LoopbackPorts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class SignInCommandIT {
    private static final InputStream INPUT = System.in;
    private static final String REFUSED = "http://127.0.0.1:";

    private static SignInProcess galaxy;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        galaxy = new SignInProcess();
    }

    @AfterAll
    static void stop() {
        galaxy.close();
    }

    @AfterEach
    void restoreTheInput() {
        System.setIn(INPUT);
    }

    private Path file() {
        return folder.resolve("session.json");
    }

    private static String nowhere() {
        return REFUSED + LoopbackPorts.free();
    }

    /** What is typed is known only when the mail is there, which is when the first byte is read. */
    private static void typed(Supplier<String> text) {
        System.setIn(new InputStream() {
            private @Nullable InputStream typed;

            private InputStream typed() {
                InputStream known = typed;
                if (known == null) {
                    known = new ByteArrayInputStream(text.get().getBytes(UTF_8));
                    typed = known;
                }
                return known;
            }

            @Override
            public int read() throws IOException {
                return typed().read();
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return typed().read(bytes, from, length);
            }
        });
    }

    @Test
    void takes_the_code_from_the_outbox_and_keeps_session_and_key() throws IOException {
        Ended ended = galaxy.signIn(file(), " pilot@example.com", "--name", "Workshop", "--time-zone", "Europe/Berlin");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.lines().getFirst()).matches("signed in as usr_\\w{26}, a new user");
        assertThat(ended.lines().get(1)).matches("session dvs_\\w{26} ends .* \\(in 180 days\\)");
        assertThat(ended.err())
                .contains("a code of 8 digits is on its way to pilot@example.com; it can be used for 10 minutes")
                .contains("session and key: " + file())
                .doesNotContain("code from the mail");

        JsonNode kept = SignInProcess.JSON.readTree(Files.readString(file()));
        String user = kept.path("user_id").asString("");
        JsonNode session = SignInProcess.json(galaxy.sessions("list", user, "--json"));
        assertThat(session.path("device_session_id")).isEqualTo(kept.path("device_session_id"));
        assertThat(session.path("device_name").asString("")).isEqualTo("Workshop");
        assertThat(session.path("credential_kind").asString("")).isEqualTo("ed25519");
        assertThat(galaxy.users("show", user, "--json").out()).contains("Europe/Berlin");
    }

    @Test
    void prints_the_response_of_the_contract_and_says_when_the_user_is_known() {
        JsonNode first = SignInProcess.json(galaxy.signIn(file(), "json@example.com", "--json"));
        assertThat(first.propertyNames())
                .containsExactlyInAnyOrder(
                        "device_session_id", "user_id", "created", "expires_at", "idle_timeout_seconds", "server_time");
        assertThat(first.path("created").asBoolean(false)).isTrue();
    }

    @Test
    void asks_for_the_code_where_there_is_no_outbox_and_again_after_a_wrong_one() {
        typed(() -> {
            String code = galaxy.code("typed@example.com");
            String wrong = (code.charAt(0) == '1' ? '2' : '1') + code.substring(1);
            return "3155196O\n" + wrong + "\n" + code.substring(0, 4) + " " + code.substring(4) + "\n";
        });
        Ended ended = galaxy.signInAt(nowhere(), file(), "typed@example.com");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err())
                .containsSubsequence(
                        "code from the mail: ",
                        "that is no code of 8 digits",
                        "the code is wrong; 4 more may be tried",
                        "session and key");
    }

    @Test
    void ends_when_the_input_ends_and_writes_no_session() {
        typed(() -> "");
        Ended ended = galaxy.signInAt(nowhere(), file(), "silent@example.com");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("the input ended before a code came");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void ends_at_a_line_that_no_code_can_be() {
        typed(() -> "1".repeat(1 << 20) + "\n");
        Ended ended = galaxy.signInAt(nowhere(), file(), "endless@example.com");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("is longer than 16384 bytes");
    }

    @Test
    void says_that_a_code_is_used_up() {
        typed(() -> {
            String code = galaxy.code("guess@example.com");
            return ((code.charAt(0) == '1' ? '2' : '1') + code.substring(1) + "\n").repeat(5);
        });
        Ended ended = galaxy.signInAt(nowhere(), file(), "guess@example.com");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("1 more may be tried", "refused: challenge_expired", "repeat the command");
    }

    @Test
    void says_how_long_to_wait_for_another_code() {
        galaxy.signIn(file(), "twice@example.com");
        Ended ended = galaxy.signIn(file(), "twice@example.com");
        assertThat(ended.exitCode()).isEqualTo(69);
        assertThat(ended.err()).containsPattern("refused: too_many_requests: .*repeat the command in (2\\d|30) s");
    }

    @Test
    void says_why_sign_in_is_blocked_after_a_right_code() {
        galaxy.users("block", "blocked@example.com", "--reason", "chargeback");
        Ended ended = galaxy.signIn(file(), "blocked@example.com");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("refused: login_blocked: sign-in is blocked (chargeback)");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void explains_what_is_refused_at_its_field() {
        Ended address = galaxy.signIn(file(), "pilot");
        assertThat(address.exitCode()).as("before anything is sent").isEqualTo(2);
        assertThat(address.err()).contains("EMAIL must have a name, one @ and a domain");
        Ended name = galaxy.signIn(file(), "name@example.com", "--name", "work\u202eshop");
        assertThat(name.exitCode()).as("before anything is sent").isEqualTo(2);
        assertThat(name.err()).contains("--name must have 1 to 64 characters, none of them a control, format");
        Ended zone = galaxy.signIn(file(), "zone@example.com", "--time-zone", "Europe/Nowhere");
        assertThat(zone.exitCode()).isEqualTo(1);
        assertThat(zone.err()).contains("--time-zone");
    }

    @Test
    void sends_no_code_where_the_session_cannot_be_kept() {
        Ended ended = galaxy.signIn(folder, "unwritable@example.com");
        assertThat(ended.exitCode()).isEqualTo(74);
        assertThat(ended.err()).contains("it is a folder", "--session");
        assertThat(Terminal.runAlone("outbox", "--url", galaxy.management(), "--to", "unwritable@example.com", "--json")
                        .out())
                .isEmpty();
    }

    @Test
    void refuses_an_address_of_the_management_port_that_is_none() {
        Ended ended = galaxy.signInAt("mailto:a", file(), "address@example.com");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("--management-url must be an address");
    }

    @Test
    void says_that_nothing_responds() {
        Ended ended = Terminal.runAlone(
                "sign-in",
                "pilot@example.com",
                "--timeout",
                "1",
                "--url",
                nowhere(),
                "--management-url",
                nowhere(),
                "--session",
                file().toString());
        assertThat(ended.exitCode()).isEqualTo(69);
        assertThat(ended.err()).contains("./galaxy serve", "--url (users, auth, geo, gateway)");
    }

    @Test
    void needs_no_token_where_callers_are_configured() {
        String callers =
                "gateway=gateway:%s;auth=auth:%s".formatted(Sha256.hex("gateway-token"), Sha256.hex("auth-token"));
        try (var closed = new SignInProcess(Map.of(
                "callers",
                callers,
                "gateway.auth.token",
                "gateway-token",
                "gateway.users.token",
                "gateway-token",
                "auth.users.token",
                "auth-token"))) {
            Ended ended = closed.signIn(file(), "pilot@example.com");
            assertThat(ended.exitCode()).as(ended.err()).isZero();
        }
    }
}

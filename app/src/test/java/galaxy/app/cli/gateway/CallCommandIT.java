package galaxy.app.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.Terminal;
import galaxy.app.cli.Terminal.Ended;
import galaxy.app.cli.auth.SignInProcess;
import galaxy.redis.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code galaxy call} and {@code galaxy sign-out} through the gateway. */
final class CallCommandIT {
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

    private Path signedIn(String email) {
        Path file = folder.resolve(email);
        Ended ended = galaxy.signIn(file, email);
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return file;
    }

    private static JsonNode result(Ended ended) {
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return SignInProcess.JSON.readTree(ended.out());
    }

    private static void refused(int exitCode, Ended ended, String... said) {
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
        assertThat(ended.err()).contains(said);
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void prints_and_changes_the_account() {
        Path file = signedIn("call@example.com");
        JsonNode account = result(galaxy.signed(file, "call", "user.account.get"));
        assertThat(account.path("email").asString("")).isEqualTo("call@example.com");
        assertThat(account.path("entitlement").path("is_paid").asBoolean(true)).isFalse();
        JsonNode renamed = result(galaxy.signed(file, "call", "user.profile.update", "{\"race_name\":\"Caller\"}"));
        assertThat(renamed.path("race_name").asString("")).isEqualTo("Caller");
        JsonNode changed = result(galaxy.signed(file, "call", "user.settings.update", "{\"timeZone\":\"Asia/Tokyo\"}"));
        assertThat(changed.path("time_zone").asString("")).isEqualTo("Asia/Tokyo");
        JsonNode session = result(galaxy.signed(file, "call", "session.current", "{}"));
        assertThat(session.path("current").asBoolean(false)).isTrue();
    }

    @Test
    void carries_a_request_out_once_under_its_id() {
        Path file = signedIn("once@example.com");
        String[] rename = {"call", "user.profile.update", "{\"race_name\":\"Once\"}", "--request-id", "once-1"};
        JsonNode first = result(galaxy.signed(file, rename));
        assertThat(result(galaxy.signed(file, rename))).isEqualTo(first);
        refused(
                1,
                galaxy.signed(
                        file, "call", "user.profile.update", "{\"race_name\":\"Twice\"}", "--request-id", "once-1"),
                "refused: CONFLICT");
    }

    @Test
    void explains_what_the_gateway_refuses() {
        Path file = signedIn("refused@example.com");
        refused(1, galaxy.signed(file, "call", "user.profile.update", "{}"), "refused: INVALID_REQUEST", "race_name");
        refused(
                1,
                galaxy.signed(
                        file, "call", "session.revoke", "{\"device_session_id\":\"dvs_0123456789abcdefghjkmnpqrs\"}"),
                "refused: SESSION_NOT_FOUND");
    }

    @Test
    void signs_out_and_removes_the_session() {
        Path file = signedIn("out@example.com");
        Ended ended = galaxy.signed(file, "sign-out");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).matches("signed out: session dvs_\\w{26} has ended\n");
        assertThat(file).doesNotExist();
        refused(74, galaxy.signed(file, "call", "user.account.get"), file.toString(), "galaxy sign-in EMAIL");
    }

    @Test
    void says_that_the_session_has_ended() throws IOException {
        Path file = signedIn("ended@example.com");
        Path copy = Files.copy(file, folder.resolve("copy"));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
        galaxy.signed(file, "sign-out");
        refused(1, galaxy.signed(copy, "call", "user.account.get"), "refused: SESSION_REVOKED", "galaxy sign-in EMAIL");
        Ended again = galaxy.signed(copy, "sign-out");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("had ended before");
        assertThat(copy).doesNotExist();
    }

    @Test
    void says_that_nothing_responds_and_that_the_port_has_no_tls() {
        Path file = signedIn("nowhere@example.com");
        String nowhere = "127.0.0.1:" + LoopbackPorts.free();
        refused(
                69,
                Terminal.runAlone(
                        "call",
                        "user.account.get",
                        "--timeout",
                        "1",
                        "--url",
                        "http://" + nowhere,
                        "--target",
                        nowhere,
                        "--session",
                        file.toString()),
                nowhere + " did not respond (connection refused)",
                "./galaxy serve");
        refused(
                69,
                Terminal.runAlone(
                        "call",
                        "user.account.get",
                        "--url",
                        galaxy.gateway().replace("http:", "https:"),
                        "--target",
                        galaxy.target(),
                        "--session",
                        file.toString()),
                "it does not speak TLS");
    }
}

package galaxy.app.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.app.cli.ExitException;
import galaxy.client.auth.ConfirmResult.Lifetime;
import galaxy.client.auth.ConfirmResult.SignedIn;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.gateway.DeviceKey;
import galaxy.kernel.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionFileTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final SignedIn SESSION = new SignedIn(
            DeviceSessionId.of("dvs_0123456789abcdefghjkmnpqrs"),
            UserId.of("usr_3w8n1f6m0c5r9k2t7x4y8z1q6d"),
            false,
            new Lifetime(Duration.ofDays(30), NOW),
            NOW);

    private static final DeviceKey KEY = DeviceKey.generate();

    @TempDir
    private Path folder;

    @Test
    void is_in_the_folder_of_the_environment_or_in_that_of_the_user() {
        assertThat(SessionFile.path("/etc/pilot", "/home/pilot")).hasToString("/etc/pilot/galaxy/session.json");
        assertThat(SessionFile.path("", "/home/pilot")).hasToString("/home/pilot/.config/galaxy/session.json");
        assertThat(SessionFile.path("pilot", "/home/pilot")).hasToString("/home/pilot/.config/galaxy/session.json");
    }

    @Test
    void only_its_owner_can_read_it_also_where_others_could_read_the_one_before() throws IOException {
        Path file = folder.resolve("new").resolve("session.json");
        write(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        write(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new"))))
                .isEqualTo("rwx------");
        assertThat(Files.readString(file))
                .contains("dvs_0123456789abcdefghjkmnpqrs", "usr_3w8n1f6m0c5r9k2t7x4y8z1q6d", "\"private_key\"");
    }

    @Test
    void a_link_stays_one() throws IOException {
        Path file = Files.createFile(folder.resolve("session.json"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        write(link);
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).contains("private_key");
    }

    @Test
    void leaves_nothing_behind_when_there_was_no_session() throws IOException {
        SessionFile.prepare(folder.resolve("session.json")).close();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void is_refused_where_it_cannot_be_written_before_there_is_a_session() throws IOException {
        Path plain = Files.createFile(folder.resolve("plain"));
        for (Path file : new Path[] {folder, Path.of("/dev/null"), plain.resolve("session.json")}) {
            assertThatThrownBy(() -> SessionFile.prepare(file))
                    .isInstanceOfSatisfying(
                            ExitException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitException.FILE))
                    .hasMessageContaining("--session");
        }
    }

    @Test
    void is_read_as_it_was_written() {
        Path file = folder.resolve("session.json");
        write(file);
        StoredSession stored = SessionFile.read(file);
        assertThat(stored.session().id()).isEqualTo(SESSION.sessionId());
        assertThat(stored.userId()).isEqualTo(SESSION.userId());
        assertThat(stored.session().key().publicKey()).isEqualTo(KEY.publicKey());
        SessionFile.remove(file);
        assertThat(file).doesNotExist();
    }

    @Test
    void is_refused_where_there_is_none_where_others_can_read_it_and_where_it_is_something_else() throws IOException {
        Path file = folder.resolve("session.json");
        refused(file, ExitException.FILE, "galaxy sign-in EMAIL");
        write(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        refused(file, ExitException.FILE, "chmod 600");
        Path other = folder.resolve("other");
        DeviceKey.generate().write(other);
        refused(other, ExitException.DATA, "is not a session");
        Files.writeString(other, "{");
        refused(other, ExitException.DATA, "is not a session");
    }

    private static void refused(Path file, int exitCode, String message) {
        assertThatThrownBy(() -> SessionFile.read(file))
                .isInstanceOfSatisfying(
                        ExitException.class, e -> assertThat(e.exitCode()).isEqualTo(exitCode))
                .hasMessageContaining(message)
                .hasMessageContaining(file.toString());
    }

    private static void write(Path file) {
        try (var prepared = SessionFile.prepare(file)) {
            prepared.write(SESSION, KEY);
        }
    }
}

package galaxy.app.cli.auth;

import galaxy.app.cli.ExitException;
import galaxy.client.auth.ConfirmResult.SignedIn;
import galaxy.kernel.FileReason;
import galaxy.kernel.Rfc3339;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The session and the private key of this system's user, {@code galaxy/session.json} in {@code XDG_CONFIG_HOME} or
 * {@code ~/.config}; only its owner can read it. It is replaced whole or not at all.
 */
final class SessionFile implements AutoCloseable {
    private final Path file;
    private final Path fresh;

    private SessionFile(Path file, Path fresh) {
        this.file = file;
        this.fresh = fresh;
    }

    /**
     * Where it is, unless the command line names another.
     *
     * @param configHome the value of {@code XDG_CONFIG_HOME}, which counts only if it is absolute
     */
    static Path path(String configHome, String userHome) {
        Path config = configHome.startsWith("/") ? Path.of(configHome) : Path.of(userHome, ".config");
        return config.resolve("galaxy").resolve("session.json");
    }

    /**
     * Makes sure that it can be written.
     *
     * @throws ExitException if it cannot
     */
    static SessionFile prepare(Path named) {
        Path file = followed(named);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw failed(file, new IOException("it is a folder or a device"));
        }
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return new SessionFile(file, Files.createTempFile(folder, "session", ".new"));
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Behind a symbolic link, which stays one. */
    private static Path followed(Path named) {
        try {
            return Files.isSymbolicLink(named) && Files.exists(named) ? named.toRealPath() : named;
        } catch (IOException e) {
            throw failed(named, e);
        }
    }

    void write(SignedIn session, DeviceKey key) {
        try {
            String document = JsonNodeFactory.instance
                    .objectNode()
                    .put("device_session_id", session.sessionId().value())
                    .put("user_id", session.userId().value())
                    .put("expires_at", Rfc3339.format(session.lifetime().expiresAt()))
                    .put("public_key", key.publicKey())
                    .put("private_key", key.privateKey())
                    .toPrettyString();
            Files.writeString(fresh, document + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    Path path() {
        return file;
    }

    /** Removes what was prepared, unless it was written. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            throw failed(fresh, e);
        }
    }

    private static ExitException failed(Path file, IOException e) {
        return ExitException.file(
                "%s: %s; name a file that can be written with --session".formatted(file, FileReason.of(e)));
    }
}

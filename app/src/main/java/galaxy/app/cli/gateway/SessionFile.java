package galaxy.app.cli.gateway;

import galaxy.app.cli.ExitException;
import galaxy.client.auth.ConfirmResult.SignedIn;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.gateway.DeviceKey;
import galaxy.client.gateway.PlayerSession;
import galaxy.client.gateway.PrivateFile;
import galaxy.kernel.FileReason;
import galaxy.kernel.Parsed;
import galaxy.kernel.RandomId;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The session and the private key of this system's user, {@code galaxy/session.json} in {@code XDG_CONFIG_HOME} or
 * {@code ~/.config}; only its owner can read it. It is replaced whole or not at all.
 */
final class SessionFile implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrivateFile file;

    private SessionFile(PrivateFile file) {
        this.file = file;
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
        try {
            return new SessionFile(PrivateFile.prepare(named));
        } catch (IOException e) {
            throw failed(named, e);
        }
    }

    /**
     * The session in a file.
     *
     * @throws ExitException if there is none, or if others can read it
     */
    static StoredSession read(Path named) {
        String content;
        try {
            content = PrivateFile.read(named);
        } catch (NoSuchFileException e) {
            throw ExitException.file(
                    "%s: there is no such file or folder; sign in with `galaxy sign-in EMAIL`".formatted(named));
        } catch (IOException e) {
            throw ExitException.file("%s: %s".formatted(named, FileReason.of(e)));
        }
        try {
            JsonNode fields = JSON.readTree(content);
            String id = fields.path("device_session_id").asString("");
            if (RandomId.isWellFormed("dvs_", id)
                    && UserId.parse(fields.path("user_id").asString(""))
                            instanceof Parsed.Valid<UserId>(UserId userId)) {
                var session = new PlayerSession(DeviceSessionId.of(id), DeviceKey.parse(content));
                return new StoredSession(session, userId);
            }
        } catch (JacksonException | IOException e) {
            // The message of the parser would quote the key.
        }
        throw new ExitException(
                ExitException.DATA,
                "%s: the content is not a session; sign in again with `galaxy sign-in EMAIL`".formatted(named));
    }

    /** Removes a session that has ended. */
    static void remove(Path named) {
        try {
            Files.deleteIfExists(named);
        } catch (IOException e) {
            throw ExitException.file("%s: %s; remove it, as its session has ended".formatted(named, FileReason.of(e)));
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
                    .put("private_key", key.privateKey().reveal())
                    .toPrettyString();
            file.write(document + "\n");
        } catch (IOException e) {
            throw failed(file.path(), e);
        }
    }

    Path path() {
        return file.path();
    }

    /** Removes what was prepared, unless it was written. */
    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw failed(file.path(), e);
        }
    }

    private static ExitException failed(Path file, IOException e) {
        return ExitException.file(
                "%s: %s; name a file that can be written with --session".formatted(file, FileReason.of(e)));
    }
}

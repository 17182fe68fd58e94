package galaxy.app.cli;

import galaxy.client.BearerToken;
import galaxy.client.ClientSettings;
import galaxy.client.Timeouts;
import galaxy.kernel.FileReason;
import galaxy.kernel.Secret;
import galaxy.kernel.Utf8;
import galaxy.kernel.WhiteSpace;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The caller's token, and how long a call may take. */
public final class CallOptions {
    private static final String TOKEN_FILE = "--token-file";
    private static final int MAX_TOKEN_FILE = 1 << 16;

    @Option(
            names = TOKEN_FILE,
            paramLabel = "FILE",
            description = "A file with the bearer token of a caller, needed where callers are configured. Default: the"
                    + " environment variable USERS_TOKEN_FILE, CONNECTIONS_TOKEN_FILE, AUTH_TOKEN_FILE or"
                    + " GEOPROFILE_TOKEN_FILE, by service.")
    private Optional<Path> tokenFile = Optional.empty();

    @Mixin
    private TimeoutOption timeout = new TimeoutOption();

    /** The timeouts of a call. */
    public Timeouts timeouts() {
        return timeout.timeouts();
    }

    /**
     * The file that the token is read from, if there is one.
     *
     * @param variable the environment variable that names it, unless the option does
     */
    public Optional<Path> tokenFile(String variable) {
        return tokenFile.or(() -> Optional.ofNullable(System.getenv(variable))
                .filter(path -> !path.isEmpty())
                .map(Path::of));
    }

    /**
     * The token, if there is one.
     *
     * @param variable the environment variable that names the file, unless the option does
     */
    public Optional<Secret> token(String variable) {
        String name = tokenFile.isPresent() ? TOKEN_FILE : variable;
        return tokenFile(variable).map(file -> {
            Secret token = secret(name, file);
            try {
                return new BearerToken(token).secret();
            } catch (IllegalArgumentException e) {
                throw ExitException.usage("%s %s: %s".formatted(name, file, e.getMessage()));
            }
        });
    }

    /**
     * The settings of calls to a service.
     *
     * @param variable the environment variable that names the file of the token, unless the option does
     */
    public ClientSettings settings(URI url, String variable) {
        return settings("--url", url, variable);
    }

    /**
     * The same of an address that another option gives.
     *
     * @param option that gives the address, for messages
     */
    public ClientSettings settings(String option, URI url, String variable) {
        ClientSettings settings;
        try {
            settings = ClientSettings.of(url).withTimeouts(timeouts());
        } catch (IllegalArgumentException e) {
            throw ExitException.usage(option + ": " + e.getMessage());
        }
        return token(variable).map(settings::withToken).orElse(settings);
    }

    /**
     * The one word in a file; {@code -} is the standard input.
     *
     * @param option that names the file, for messages
     */
    public static Secret secret(String option, Path file) {
        try {
            try (InputStream in = file.toString().equals("-") ? StandardInput.open() : Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_TOKEN_FILE + 1);
                if (bytes.length > MAX_TOKEN_FILE) {
                    throw ExitException.usage("%s %s is too long for a token".formatted(option, file));
                }
                return Secret.of(WhiteSpace.trim(Utf8.withoutMark(Utf8.decode(bytes))));
            }
        } catch (IOException e) {
            throw ExitException.file(
                    "%s %s: %s; name a readable file that contains a token, or - for the standard input"
                            .formatted(option, file, FileReason.of(e)));
        }
    }
}

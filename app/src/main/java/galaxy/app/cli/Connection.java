package galaxy.app.cli;

import galaxy.client.ClientSettings;
import galaxy.client.UsersClient;
import galaxy.kernel.Secret;
import galaxy.kernel.WhiteSpace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the service is, and as whom to talk to it. */
final class Connection {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:USERS_URL:-http://127.0.0.1:8081}",
            description = "Where the users service is; else the environment variable USERS_URL,"
                    + " else http://127.0.0.1:8081.")
    private URI url = URI.create("http://127.0.0.1:8081");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:USERS_TOKEN_FILE:-" + Option.NULL_VALUE + "}",
            description = "A file with the bearer token of a caller, needed where callers are configured;"
                    + " else the environment variable USERS_TOKEN_FILE.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "How long to go on asking a service that does not answer. Default: 15.")
    private int patience = 15;

    UsersClient open() {
        try {
            ClientSettings settings = ClientSettings.of(url).withPatience(Duration.ofSeconds(patience));
            return UsersClient.of(token().map(settings::withToken).orElse(settings));
        } catch (IllegalArgumentException e) {
            throw new ExitException(ExitException.USAGE, "--url, --token-file or --patience: " + e.getMessage());
        }
    }

    private Optional<Secret> token() {
        return tokenFile.map(file -> secret("--token-file", file));
    }

    /** The only word of a file that an option names. */
    static Secret secret(String option, Path file) {
        try {
            return Secret.of(WhiteSpace.trim(Files.readString(file)));
        } catch (IOException e) {
            throw ExitException.file(
                    "%s %s cannot be read; name a readable file with a token in it".formatted(option, file));
        }
    }
}

package galaxy.app.cli.users;

import galaxy.app.cli.CallOptions;
import galaxy.app.cli.ServiceCommand;
import galaxy.client.users.UsersClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that calls the users service. */
abstract class UsersServiceCommand extends ServiceCommand {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:USERS_URL:-http://127.0.0.1:8081}",
            description = "The address of the users service. Default: the environment variable USERS_URL, or"
                    + " http://127.0.0.1:8081.")
    private URI url = URI.create("http://127.0.0.1:8081");

    @Mixin
    private CallOptions call = new CallOptions();

    @Override
    protected final int run() {
        try (UsersClient client = UsersClient.of(call.settings(url, "USERS_TOKEN_FILE"))) {
            return run(client);
        }
    }

    /** Calls the service, prints the result, and returns the exit code. */
    abstract int run(UsersClient client);

    /** The file that the token is read from, if there is one. */
    final Optional<Path> tokenFile() {
        return call.tokenFile("USERS_TOKEN_FILE");
    }
}

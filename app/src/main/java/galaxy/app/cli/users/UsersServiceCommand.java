package galaxy.app.cli.users;

import galaxy.app.cli.CallOptions;
import galaxy.app.cli.ExitException;
import galaxy.app.cli.ServiceCommand;
import galaxy.client.ClientSettings;
import galaxy.client.users.UsersClient;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that calls the users service. */
abstract class UsersServiceCommand extends ServiceCommand {
    private static final URI DEFAULT = URI.create("http://127.0.0.1:8081");

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:USERS_URL:-http://127.0.0.1:8081}",
            description = "The address of the users service. Default: the environment variable USERS_URL, or"
                    + " http://127.0.0.1:8081.")
    private URI url = DEFAULT;

    @Mixin
    private CallOptions call = new CallOptions();

    @Override
    protected final int run() {
        try (UsersClient client = UsersClient.of(settings())) {
            return run(client);
        }
    }

    /** Calls the service, prints the result, and returns the exit code. */
    abstract int run(UsersClient client);

    /** The address as an option, for a command to try next; empty for the default. */
    final String urlOption() {
        return url.equals(DEFAULT) ? "" : " --url " + url;
    }

    private ClientSettings settings() {
        try {
            ClientSettings settings = ClientSettings.of(url).withTimeouts(call.timeouts());
            return call.token("USERS_TOKEN_FILE").map(settings::withToken).orElse(settings);
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("--url or --token-file: " + e.getMessage());
        }
    }
}

package galaxy.app.cli.auth;

import galaxy.app.cli.CallOptions;
import galaxy.app.cli.ServiceCommand;
import galaxy.client.auth.AuthClient;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that calls auth. */
abstract class AuthServiceCommand extends ServiceCommand {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:AUTH_URL:-http://127.0.0.1:8082}",
            description = "The address of auth. Default: the environment variable AUTH_URL, or http://127.0.0.1:8082.")
    private URI url = URI.create("http://127.0.0.1:8082");

    @Mixin
    private CallOptions call = new CallOptions();

    @Override
    protected final int run() {
        try (AuthClient client = AuthClient.of(call.settings(url, "AUTH_TOKEN_FILE"))) {
            run(client);
            return 0;
        }
    }

    /** Calls the service, and prints the result. */
    abstract void run(AuthClient client);
}

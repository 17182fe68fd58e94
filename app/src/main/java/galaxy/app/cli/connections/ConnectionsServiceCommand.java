package galaxy.app.cli.connections;

import galaxy.app.cli.CallOptions;
import galaxy.app.cli.JsonOption;
import galaxy.app.cli.ServiceCommand;
import galaxy.client.connections.ConnectionsClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that calls the connections service. */
abstract class ConnectionsServiceCommand extends ServiceCommand {
    static final String USER_RULE = "The id of the user, as other services know it.";
    static final String OWNER_RULE = "The id of the user who owns it.";
    static final String USERNAME_RULE = "Upper and lower case are the same.";

    @Option(
            names = "--target",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:CONNECTIONS_TARGET:-127.0.0.1:9090}",
            description = "The address of the connections service. Default: the environment variable"
                    + " CONNECTIONS_TARGET, or 127.0.0.1:9090.")
    private String target = "127.0.0.1:9090";

    @Option(names = "--tls", description = "Connects with TLS.")
    private boolean isTls;

    @Mixin
    private CallOptions call = new CallOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    protected final int run() {
        keepLogsOfLibraries();
        try (ConnectionsClient client = ConnectionsTarget.client("--target", target, isTls, call)) {
            run(client);
            return 0;
        }
    }

    /** Calls the service, and prints the result. */
    abstract void run(ConnectionsClient client);

    final boolean isJson() {
        return json.isOn();
    }
}

package galaxy.app.cli.connections;

import galaxy.app.cli.CallOptions;
import galaxy.app.cli.ExitException;
import galaxy.app.cli.JsonOption;
import galaxy.app.cli.ServiceCommand;
import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import java.io.OutputStream;
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
        logs();
        try (ConnectionsClient client = client(settings())) {
            run(client);
            return 0;
        }
    }

    private ConnectionsClient client(ConnectionsSettings settings) {
        try {
            return ConnectionsClient.of(settings);
        } catch (IllegalArgumentException e) {
            throw badTarget();
        }
    }

    /** The libraries of gRPC log what a command says in its own words. */
    private void logs() {
        var level = new LogSettings(LogFormat.TEXT, LogLevel.WARN);
        Logging.configure(level, isVerbose() ? System.err : OutputStream.nullOutputStream());
    }

    /** Calls the service, and prints the result. */
    abstract void run(ConnectionsClient client);

    final boolean isJson() {
        return json.isOn();
    }

    private ConnectionsSettings settings() {
        ConnectionsSettings plain;
        try {
            plain = ConnectionsSettings.of(target).withTimeouts(call.timeouts());
        } catch (IllegalArgumentException e) {
            throw badTarget();
        }
        ConnectionsSettings settings = isTls ? plain.withTls() : plain;
        return call.token("CONNECTIONS_TOKEN_FILE").map(settings::withToken).orElse(settings);
    }

    private ExitException badTarget() {
        return ExitException.usage(
                "--target must be HOST:PORT, such as 127.0.0.1:9090, with a port of 1 to 65535, not " + target);
    }
}

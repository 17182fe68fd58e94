package galaxy.app.cli.gateway;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.ServiceCommand;
import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.client.gateway.GatewayClient;
import galaxy.client.gateway.GatewaySettings;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that signs requests with the session of this system's user. */
abstract class SignedCommand extends ServiceCommand {
    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(
            names = "--target",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:GATEWAY_TARGET:-127.0.0.1:9443}",
            description = "The address of the gateway's gRPC interface, with TLS where --url is https. Default: the"
                    + " environment variable GATEWAY_TARGET, or 127.0.0.1:9443.")
    private String target = "127.0.0.1:9443";

    @Option(
            names = "--audience",
            paramLabel = "NAME",
            description =
                    "The name of the deployment, where it requires one (gateway.audience). Default: the environment"
                            + " variable GATEWAY_AUDIENCE, or none.")
    private Optional<String> audience = Optional.empty();

    @Mixin
    private SessionOption session = new SessionOption();

    @Override
    protected final int run() {
        check();
        GatewaySettings settings = gateway.settings(target);
        StoredSession stored = SessionFile.read(session.file());
        // The libraries of gRPC log what a command says in its own words.
        var level = new LogSettings(LogFormat.TEXT, LogLevel.WARN);
        Logging.configure(level, isVerbose() ? System.err : OutputStream.nullOutputStream());
        try (GatewayClient client =
                client(audience().map(settings::withAudience).orElse(settings))) {
            run(client, stored);
            return 0;
        }
    }

    private static GatewayClient client(GatewaySettings settings) {
        try {
            return GatewayClient.of(settings);
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("--target must be HOST:PORT, such as 127.0.0.1:9443, not " + settings.target());
        }
    }

    private Optional<String> audience() {
        return audience.or(() -> Optional.ofNullable(System.getenv("GATEWAY_AUDIENCE")))
                .filter(name -> !name.isEmpty());
    }

    /** What can be known without the gateway. */
    abstract void check();

    /** Calls the gateway, and prints the result. */
    abstract void run(GatewayClient client, StoredSession stored);

    final Path sessionFile() {
        return session.file();
    }
}

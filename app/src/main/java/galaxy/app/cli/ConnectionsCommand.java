package galaxy.app.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.Outcome;
import galaxy.client.connections.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that talks to the connections service. */
abstract class ConnectionsCommand extends ServiceCommand {
    private static final JsonFormat.Printer JSON = JsonFormat.printer()
            .preservingProtoFieldNames()
            .omittingInsignificantWhitespace()
            .alwaysPrintFieldsWithNoPresence();

    @Option(
            names = "--target",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:CONNECTIONS_TARGET:-127.0.0.1:9090}",
            description = "Where the connections service is; else the environment variable CONNECTIONS_TARGET,"
                    + " else 127.0.0.1:9090.")
    private String target = "127.0.0.1:9090";

    @Option(names = "--tls", description = "Talks TLS to the service.")
    private boolean isTls;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:CONNECTIONS_TOKEN_FILE:-" + Option.NULL_VALUE + "}",
            description = "A file with the bearer token of a caller, needed where callers are configured;"
                    + " else the environment variable CONNECTIONS_TOKEN_FILE.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description = "How long to go on asking a service that does not answer. Default: 15.")
    private int patience = 15;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    final int run() {
        try (ConnectionsClient client = ConnectionsClient.of(settings())) {
            return run(client);
        }
    }

    /** Does it, and gives the exit code. */
    abstract int run(ConnectionsClient client);

    final boolean isJson() {
        return json.isOn();
    }

    /** One JSON document on a line, with the names that the contract has. */
    final void printJson(MessageOrBuilder message) {
        try {
            out().println(JSON.print(message));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }

    /** What was done, or the refusal as the end of the command. */
    static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal refusal) ->
                throw new ExitException(ExitException.REFUSED, sentence(refusal));
        };
    }

    private ConnectionsSettings settings() {
        try {
            ConnectionsSettings plain = ConnectionsSettings.of(target).withPatience(Duration.ofSeconds(patience));
            ConnectionsSettings safe = isTls ? plain.withTls() : plain;
            return tokenFile
                    .map(file -> safe.withToken(Connection.secret("--token-file", file)))
                    .orElse(safe);
        } catch (IllegalArgumentException e) {
            throw new ExitException(ExitException.USAGE, "--target, --token-file or --patience: " + e.getMessage());
        }
    }

    private static String sentence(Refusal refusal) {
        var text = new StringBuilder("refused: " + refusal.reason() + ": " + refusal.message());
        refusal.details().forEach(each -> text.append(" [%s %s]".formatted(each.field(), each.reason())));
        return text.toString();
    }
}

package galaxy.app.cli.connections;

import galaxy.app.cli.CallOptions;
import galaxy.app.cli.ExitException;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import java.util.function.Supplier;

/** A client of the connections service that an option names. */
public final class ConnectionsTarget {
    private ConnectionsTarget() {}

    /**
     * Opens it.
     *
     * @param option that gives the target, for messages
     * @throws ExitException if the target is none
     */
    public static ConnectionsClient client(String option, String target, boolean isTls, CallOptions call) {
        ConnectionsSettings plain =
                valid(option, target, () -> ConnectionsSettings.of(target).withTimeouts(call.timeouts()));
        ConnectionsSettings settings = isTls ? plain.withTls() : plain;
        ConnectionsSettings ofCaller =
                call.token("CONNECTIONS_TOKEN_FILE").map(settings::withToken).orElse(settings);
        return valid(option, target, () -> ConnectionsClient.of(ofCaller));
    }

    private static <T> T valid(String option, String target, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("%s must be HOST:PORT, such as 127.0.0.1:9090, with a port of 1 to 65535, not %s"
                    .formatted(option, target));
        }
    }
}

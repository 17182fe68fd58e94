package galaxy.client.connections;

import galaxy.client.BearerToken;
import galaxy.client.Timeouts;
import galaxy.kernel.Secret;
import java.util.Optional;

/**
 * Where the connections service is, the caller's token, and how long a call may take.
 *
 * @param target as gRPC defines it: {@code host:port}, or a name with a scheme such as {@code dns:///connections:9090}
 * @param token where callers are configured
 * @param isPlaintext whether the connection is without TLS, as on loopback and inside a mesh
 */
public record ConnectionsSettings(String target, Optional<BearerToken> token, boolean isPlaintext, Timeouts timeouts) {
    /** @throws IllegalArgumentException if there is no target */
    public ConnectionsSettings {
        if (target.isBlank()) {
            throw new IllegalArgumentException("the target of a service must be like host:port");
        }
    }

    /** Without a token and without TLS, with {@link Timeouts#DEFAULT}. */
    public static ConnectionsSettings of(String target) {
        return new ConnectionsSettings(target, Optional.empty(), true, Timeouts.DEFAULT);
    }

    public ConnectionsSettings withToken(Secret secret) {
        return new ConnectionsSettings(target, Optional.of(new BearerToken(secret)), isPlaintext, timeouts);
    }

    public ConnectionsSettings withTls() {
        return new ConnectionsSettings(target, token, false, timeouts);
    }

    public ConnectionsSettings withTimeouts(Timeouts other) {
        return new ConnectionsSettings(target, token, isPlaintext, other);
    }
}

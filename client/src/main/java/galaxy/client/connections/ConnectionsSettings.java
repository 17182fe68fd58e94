package galaxy.client.connections;

import galaxy.kernel.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the connections service is and how patient its client.
 *
 * @param target as gRPC has it: {@code host:port}, or a name with a scheme such as {@code dns:///connections:9090}
 * @param token the bearer token of the caller, where callers are configured
 * @param isPlaintext whether the connection is without TLS, as on loopback and inside of a mesh
 * @param patience for one call, with all its attempts
 */
public record ConnectionsSettings(String target, Optional<Secret> token, boolean isPlaintext, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    /** @throws IllegalArgumentException if something does not fit; never with the token in its message */
    public ConnectionsSettings {
        if (target.isBlank()) {
            throw new IllegalArgumentException("the target of a service is like host:port");
        }
        if (token.isPresent() && !TOKEN.matcher(token.get().reveal()).matches()) {
            throw new IllegalArgumentException("a token is one word of printable ASCII characters");
        }
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("patience must be positive");
        }
    }

    /** Without a token and without TLS; 15 s for a call. */
    public static ConnectionsSettings of(String target) {
        return new ConnectionsSettings(target, Optional.empty(), true, PATIENCE);
    }

    public ConnectionsSettings withToken(Secret secret) {
        return new ConnectionsSettings(target, Optional.of(secret), isPlaintext, patience);
    }

    public ConnectionsSettings withTls() {
        return new ConnectionsSettings(target, token, false, patience);
    }

    public ConnectionsSettings withPatience(Duration longest) {
        return new ConnectionsSettings(target, token, isPlaintext, longest);
    }
}

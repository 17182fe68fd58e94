package galaxy.client.connections;

import galaxy.client.BearerToken;
import galaxy.client.Timeouts;
import galaxy.kernel.Secret;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the connections service is, the caller's token, and how long a call may take.
 *
 * @param target as gRPC defines it: {@code host:port}, or a name with a scheme such as {@code dns:///connections:9090}
 * @param token where callers are configured
 * @param isPlaintext whether the connection is without TLS, as on loopback and inside a mesh
 */
public record ConnectionsSettings(String target, Optional<BearerToken> token, boolean isPlaintext, Timeouts timeouts) {
    private static final Pattern PORT = Pattern.compile("^(?!unix:).*:([0-9]+)$");
    private static final Predicate<String> VALID_PORT = Pattern.compile(
                    "0*([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])")
            .asMatchPredicate();

    /** @throws IllegalArgumentException if there is no target, or its port is none */
    public ConnectionsSettings {
        Matcher port = PORT.matcher(target);
        if (target.isBlank() || (port.find() && !VALID_PORT.test(port.group(1)))) {
            throw new IllegalArgumentException(
                    "the target of a service must be like host:port with a port of 1 to 65535");
        }
    }

    /** Without a token and without TLS, with {@link Timeouts#DEFAULT}. */
    public static ConnectionsSettings of(String target) {
        return new ConnectionsSettings(target, Optional.empty(), true, Timeouts.DEFAULT);
    }

    /** For pages that people wait for: the same with {@link Timeouts#PAGES}. No call waits for a connection longer than that. */
    public static ConnectionsSettings forPages(String target) {
        return of(target).withTimeouts(Timeouts.PAGES);
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

package galaxy.client;

import galaxy.kernel.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the service is and how patient its client.
 *
 * @param address such as {@code http://127.0.0.1:8081}, without query, fragment or user
 * @param token the bearer token of the caller, where callers are configured
 * @param connectTimeout for opening one connection
 * @param requestTimeout for one attempt, from its first byte to the last byte of the answer
 * @param patience for one call: all its attempts and the pauses between them
 */
public record ClientSettings(
        URI address, Optional<Secret> token, Duration connectTimeout, Duration requestTimeout, Duration patience) {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    /** @throws IllegalArgumentException if something does not fit; never with the token in its message */
    public ClientSettings {
        String scheme = String.valueOf(address.getScheme());
        if ((!scheme.equals("http") && !scheme.equals("https"))
                || address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the address of a service is like http://host:port, without user, query or fragment");
        }
        if (token.isPresent() && !TOKEN.matcher(token.get().reveal()).matches()) {
            throw new IllegalArgumentException("a token is one word of printable ASCII characters");
        }
        requirePositive(connectTimeout, "connectTimeout");
        requirePositive(requestTimeout, "requestTimeout");
        requirePositive(patience, "patience");
        address = URI.create(address.toString().replaceFirst("/+$", ""));
    }

    /** Without a token; 2 s to connect, 5 s for an attempt, 15 s for a call. */
    public static ClientSettings of(URI address) {
        return new ClientSettings(address, Optional.empty(), CONNECT, REQUEST, PATIENCE);
    }

    public ClientSettings withToken(Secret secret) {
        return new ClientSettings(address, Optional.of(secret), connectTimeout, requestTimeout, patience);
    }

    public ClientSettings withConnectTimeout(Duration timeout) {
        return new ClientSettings(address, token, timeout, requestTimeout, patience);
    }

    public ClientSettings withRequestTimeout(Duration timeout) {
        return new ClientSettings(address, token, connectTimeout, timeout, patience);
    }

    public ClientSettings withPatience(Duration longest) {
        return new ClientSettings(address, token, connectTimeout, requestTimeout, longest);
    }

    private static void requirePositive(Duration duration, String name) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}

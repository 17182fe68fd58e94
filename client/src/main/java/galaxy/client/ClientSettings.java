package galaxy.client;

import galaxy.kernel.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Where a service with an HTTP API is, the caller's token, and how long a call may take.
 *
 * @param address such as {@code http://127.0.0.1:8081}, without query, fragment or user
 * @param token where callers are configured
 * @param repeats whether a request that may have arrived is sent again where that is safe; else only one that surely did not
 */
public record ClientSettings(URI address, Optional<BearerToken> token, Timeouts timeouts, boolean repeats) {
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException if the address is not one of a service */
    public ClientSettings {
        String scheme = String.valueOf(address.getScheme());
        if ((!scheme.equals("http") && !scheme.equals("https"))
                || address.getHost() == null
                || address.getPort() == 0
                || address.getPort() > MAX_PORT
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the address of a service must be like http://host:port with a port of 1 to 65535, without user, query or fragment");
        }
        address = URI.create(address.toString().replaceFirst("/+$", ""));
    }

    /** Without a token, with {@link Timeouts#DEFAULT}. */
    public static ClientSettings of(URI address) {
        return new ClientSettings(address, Optional.empty(), Timeouts.DEFAULT, true);
    }

    /** For pages that people wait for, with {@link Timeouts#PAGES}; auth takes {@link Timeouts#SIGN_IN_PAGES} instead. */
    public static ClientSettings forPages(URI address) {
        return of(address).withTimeouts(Timeouts.PAGES);
    }

    /** With a token where there is one. */
    public static ClientSettings of(URI address, Optional<Secret> token, Timeouts timeouts) {
        ClientSettings settings = of(address).withTimeouts(timeouts);
        return token.map(settings::withToken).orElse(settings);
    }

    public ClientSettings withToken(Secret secret) {
        return new ClientSettings(address, Optional.of(new BearerToken(secret)), timeouts, repeats);
    }

    public ClientSettings withTimeouts(Timeouts other) {
        return new ClientSettings(address, token, other, repeats);
    }

    /** For a caller whose own caller repeats: a request is sent again only if it surely did not arrive. */
    public ClientSettings withoutRepeats() {
        return new ClientSettings(address, token, timeouts, false);
    }
}

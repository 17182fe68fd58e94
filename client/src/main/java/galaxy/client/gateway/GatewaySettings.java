package galaxy.client.gateway;

import galaxy.client.ClientSettings;
import galaxy.client.Timeouts;
import galaxy.client.connections.ConnectionsSettings;
import java.net.URI;
import java.util.Optional;

/**
 * Where the gateway is, and how long a call may take.
 *
 * @param address of its REST interface, such as {@code https://play.example.com}; with https both interfaces use TLS
 * @param target of its gRPC interface, as gRPC defines it: {@code host:port}, or a name with a scheme
 * @param audience the name of the deployment, where it requires one
 */
public record GatewaySettings(URI address, String target, Optional<String> audience, Timeouts timeouts) {
    /** @throws IllegalArgumentException if the address or the target is none */
    public GatewaySettings {
        address = ClientSettings.of(address).address();
        target = ConnectionsSettings.of(target).target();
    }

    /** Without an audience, with {@link Timeouts#DEFAULT}. */
    public static GatewaySettings of(URI address, String target) {
        return new GatewaySettings(address, target, Optional.empty(), Timeouts.DEFAULT);
    }

    public GatewaySettings withAudience(String name) {
        return new GatewaySettings(address, target, Optional.of(name), timeouts);
    }

    public GatewaySettings withTimeouts(Timeouts other) {
        return new GatewaySettings(address, target, audience, other);
    }

    boolean isTls() {
        return address.getScheme().equals("https");
    }
}

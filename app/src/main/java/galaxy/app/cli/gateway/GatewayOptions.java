package galaxy.app.cli.gateway;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.TimeoutOption;
import galaxy.client.ClientSettings;
import galaxy.client.gateway.GatewaySettings;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the REST interface of the gateway is, and how long a call may take. */
final class GatewayOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:GATEWAY_URL:-http://127.0.0.1:8080}",
            description =
                    "The address of the gateway's REST interface; https for TLS. Default: the environment variable"
                            + " GATEWAY_URL, or http://127.0.0.1:8080.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Mixin
    private TimeoutOption timeout = new TimeoutOption();

    /** @throws ExitException if the address or the target is none */
    @SuppressWarnings("MissingSummary")
    GatewaySettings settings(String target) {
        try {
            ClientSettings.of(url);
        } catch (IllegalArgumentException e) {
            throw ExitException.usage("--url: " + e.getMessage());
        }
        try {
            return GatewaySettings.of(url, target).withTimeouts(timeout.timeouts());
        } catch (IllegalArgumentException e) {
            throw ExitException.usage(
                    "--target must be HOST:PORT, such as 127.0.0.1:9443, with a port of 1 to 65535, not " + target);
        }
    }
}

package galaxy.gateway;

import galaxy.chassis.service.Peers;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.service.Upstream;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.client.ClientSettings;
import galaxy.client.Timeouts;
import galaxy.client.auth.AuthClient;
import galaxy.client.geoprofile.GeoProfileClient;
import galaxy.client.users.UsersClient;
import galaxy.contracts.Role;
import galaxy.kernel.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The services that the gateway calls. Each request is sent once, unless it surely did not arrive: the clients of the gateway
 * repeat.
 *
 * @param signIn auth, which takes longer to send or confirm a code
 */
record Upstreams(
        Upstream.Connection<UsersClient> users,
        Upstream.Connection<AuthClient> auth,
        Upstream.Connection<AuthClient> signIn,
        Upstream.Connection<GeoProfileClient> geoprofile)
        implements AutoCloseable {
    private static final Upstream USERS = new Upstream("users", "gateway", Role.GATEWAY);
    private static final Upstream AUTH = new Upstream("auth", "gateway", Role.GATEWAY);
    private static final Upstream GEOPROFILE = new Upstream("geoprofile", "gateway", Role.GATEWAY);

    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Timeouts USUAL = new Timeouts(CONNECT, Duration.ofSeconds(2), Duration.ofSeconds(3));
    private static final Timeouts SIGN_IN = new Timeouts(CONNECT, Duration.ofMillis(3500), Duration.ofMillis(3500));

    static final List<Setting<?>> SETTINGS = Stream.of(USERS, AUTH, GEOPROFILE)
            .<Setting<?>>flatMap(upstream -> upstream.settings().stream())
            .toList();

    /** What the operator has given. */
    record Given(Upstream.Given users, Upstream.Given auth, Upstream.Given geoprofile) {
        static Given read(SettingsReader reader) {
            return new Given(USERS.read(reader), AUTH.read(reader), GEOPROFILE.read(reader));
        }
    }

    static void check(SettingsReader reader, ProcessPlan plan) {
        Stream.of(USERS, AUTH, GEOPROFILE).forEach(upstream -> upstream.check(reader, plan));
    }

    static Upstreams connect(Given given, Peers peers) {
        return new Upstreams(
                USERS.connect(
                        given.users(),
                        peers,
                        (address, token) -> UsersClient.of(settings(address, token, USUAL)),
                        UsersClient::close),
                auth(given, peers, USUAL),
                auth(given, peers, SIGN_IN),
                GEOPROFILE.connect(
                        given.geoprofile(),
                        peers,
                        (address, token) -> GeoProfileClient.of(settings(address, token, USUAL)),
                        GeoProfileClient::close));
    }

    private static Upstream.Connection<AuthClient> auth(Given given, Peers peers, Timeouts timeouts) {
        return AUTH.connect(
                given.auth(),
                peers,
                (address, token) -> AuthClient.of(settings(address, token, timeouts)),
                AuthClient::close);
    }

    private static ClientSettings settings(URI address, Optional<Secret> token, Timeouts timeouts) {
        return ClientSettings.of(address, token, timeouts).withoutRepeats();
    }

    @Override
    public void close() {
        users.close();
        auth.close();
        signIn.close();
        geoprofile.close();
    }
}

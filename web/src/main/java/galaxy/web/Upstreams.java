package galaxy.web;

import galaxy.chassis.service.Peers;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.service.RpcUpstream;
import galaxy.chassis.service.Upstream;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.client.ClientSettings;
import galaxy.client.Timeouts;
import galaxy.client.auth.AuthClient;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.users.UsersClient;
import galaxy.contracts.Role;
import galaxy.kernel.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The services that pages stand on.
 *
 * @param signIn auth, which takes longer to send or confirm a code; a request is sent again only if it surely did not arrive
 */
record Upstreams(
        Upstream.Connection<UsersClient> users,
        Upstream.Connection<AuthClient> auth,
        Upstream.Connection<AuthClient> signIn,
        Upstream.Connection<ConnectionsClient> connections)
        implements AutoCloseable {
    private static final String WEB = "web";
    private static final Upstream USERS = new Upstream("users", WEB, Role.WEB);
    private static final Upstream AUTH = new Upstream("auth", WEB, Role.WEB);
    private static final RpcUpstream CONNECTIONS = new RpcUpstream("connections", WEB, Role.WEB);

    static final List<Setting<?>> SETTINGS = Stream.of(USERS.settings(), AUTH.settings(), CONNECTIONS.settings())
            .<Setting<?>>flatMap(List::stream)
            .toList();

    /** What the operator has given. */
    record Given(Upstream.Given users, Upstream.Given auth, RpcUpstream.Given connections) {
        static Given read(SettingsReader reader) {
            return new Given(USERS.read(reader), AUTH.read(reader), CONNECTIONS.read(reader));
        }
    }

    static void check(SettingsReader reader, ProcessPlan plan) {
        USERS.check(reader, plan);
        AUTH.check(reader, plan);
        CONNECTIONS.check(reader, plan, ConnectionsSettings::forPages);
    }

    static Upstreams connect(Given given, Peers peers) {
        return new Upstreams(
                USERS.connect(
                        given.users(),
                        peers,
                        (address, token) -> UsersClient.of(settings(address, token, Timeouts.PAGES)),
                        UsersClient::close),
                AUTH.connect(
                        given.auth(),
                        peers,
                        (address, token) -> AuthClient.of(settings(address, token, Timeouts.PAGES)),
                        AuthClient::close),
                AUTH.connect(
                        given.auth(),
                        peers,
                        (address, token) -> AuthClient.of(
                                settings(address, token, Timeouts.SIGN_IN_PAGES).withoutRepeats()),
                        AuthClient::close),
                CONNECTIONS.connect(
                        given.connections(),
                        peers,
                        (target, token) ->
                                ConnectionsClient.of(token.map(ConnectionsSettings.forPages(target)::withToken)
                                        .orElseGet(() -> ConnectionsSettings.forPages(target))),
                        ConnectionsClient::close));
    }

    private static ClientSettings settings(URI address, Optional<Secret> token, Timeouts timeouts) {
        return ClientSettings.of(address, token, timeouts);
    }

    @Override
    public void close() {
        users.close();
        auth.close();
        signIn.close();
        connections.close();
    }
}

package galaxy.gateway.grpc;

import galaxy.auth.Auth;
import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Peers;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.client.ClientSettings;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.PlayerAddress;
import galaxy.client.auth.SendResult;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Sha256;
import galaxy.store.OpenStore;
import galaxy.store.Redis;
import galaxy.store.StoreSettings;
import galaxy.testkit.Topology;
import galaxy.users.Users;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Users and auth in one process on an emptied store. */
final class Platform implements AutoCloseable {
    private static final byte[] KEY = new byte[32];

    private final Codes codes = new Codes(List.of(new CodeKey("k1", KEY)), 8);
    private final OpenStore store;
    private final Running users;
    private final Running auth;
    final UsersClient usersClient;
    final AuthClient authClient;

    Platform(Topology topology) {
        SettingsReader reader = new SettingsReader(
                SettingSources.of(Map.of(
                        "redis.uri", topology.freshUri(),
                        "redis.timeout", "10s",
                        "http.work-timeout", "30s",
                        "users.http.port", "0",
                        "auth.http.port", "0",
                        "auth.code-keys", "k1:" + Base64.getEncoder().encodeToString(KEY))),
                Stream.of(StoreSettings.ALL, ListenerKeys.SHARED, new Users().settings(), new Auth().settings())
                        .flatMap(List::stream)
                        .toList());
        var registry = new PrometheusRegistry();
        store = OpenStore.open(StoreSettings.read(reader), registry);
        var peers = new Peers(List.of("users", "auth"), Callers.none(), new Random(1));
        var context = new ServiceContext<>(
                store.shared(), reader, Callers.none(), new ServerMetrics(registry), peers, InstantSource.system());
        users = new Users().start(context);
        peers.started("users", URI.create(users.address()));
        auth = new Auth().start(context);
        usersClient = UsersClient.of(ClientSettings.of(URI.create(users.address())));
        authClient = AuthClient.of(ClientSettings.of(URI.create(auth.address())));
    }

    Redis redis() {
        return store.shared().redis();
    }

    /** A new session of the player with an address. */
    ConfirmResult.SignedIn signIn(String email) {
        var from = new PlayerAddress(InetAddress.getLoopbackAddress(), Optional.empty());
        var sent = (SendResult.Sent) authClient
                .send(new CodeRequest(email, "en", Optional.empty(), from))
                .orElseThrow();
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(email));
        var confirmation = new Confirmation(
                codes.code("k1", sent.challengeId().value()).orElseThrow(),
                new Confirmation.Device(new Credential.Cookie(digest), Optional.empty()),
                new Confirmation.Registration("en", "Europe/Berlin"),
                from);
        return (ConfirmResult.SignedIn)
                authClient.confirm(sent.challengeId(), confirmation).orElseThrow();
    }

    @Override
    public void close() {
        usersClient.close();
        authClient.close();
        auth.close();
        users.close();
        store.close();
    }
}

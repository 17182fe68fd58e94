package galaxy.web.own;

import galaxy.auth.Auth;
import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Peers;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.Service;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.client.CallContext;
import galaxy.client.ClientSettings;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.PlayerAddress;
import galaxy.client.auth.SendResult;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.users.UsersClient;
import galaxy.connections.Connections;
import galaxy.geoip.GeoipSettings;
import galaxy.pages.PagesSettings;
import galaxy.sessions.SessionCookie;
import galaxy.sessions.SessionId;
import galaxy.store.OpenStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreSettings;
import galaxy.testkit.ProcessSettings;
import galaxy.testkit.RedisNode;
import galaxy.users.Users;
import galaxy.web.Web;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Users, connections, auth and the pages in one JVM on one store. */
final class Platform implements AutoCloseable {
    private static final AtomicInteger PLAYERS = new AtomicInteger();
    private static final List<Service<SharedStore>> SERVICES =
            List.of(new Users(), new Connections(), new Auth(), new Web());

    final UsersClient users;
    final ConnectionsClient connections;
    private final AuthClient auth;
    private final RedisNode redis = RedisNode.start();
    private final Codes codes = new Codes(List.of(new CodeKey("k1", new byte[32])), 8);
    private final Random random = new Random(7);
    private final OpenStore store;
    private final Map<String, Running> running = new HashMap<>();
    private boolean isWhole = true;

    Platform(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(ProcessSettings.with(Map.of()));
        settings.keySet().removeIf(key -> key.startsWith("gateway.") || key.startsWith("geoprofile."));
        settings.remove("management.port");
        settings.putAll(Map.of(
                "redis.uri", redis.uri(),
                "redis.timeout", "5s",
                "auth.limits.sends-per-minute", "100000",
                "web.limits.previews", "0",
                "web.limits.lookups", "0"));
        settings.putAll(more);
        SettingsReader reader = new SettingsReader(
                SettingSources.of(settings),
                Stream.concat(
                                Stream.of(StoreSettings.ALL, ListenerKeys.SHARED, GeoipSettings.ALL, PagesSettings.ALL),
                                SERVICES.stream().map(Service::settings))
                        .flatMap(List::stream)
                        .toList());
        var registry = new PrometheusRegistry();
        store = OpenStore.open(StoreSettings.read(reader), registry);
        var peers = new Peers(SERVICES.stream().map(Service::name).toList(), Callers.none(), new Random(1));
        var metrics = new ServerMetrics(registry);
        for (Service<SharedStore> service : SERVICES) {
            Running started = service.start(new ServiceContext<>(
                    store.shared(), reader, Callers.none(), metrics, peers, InstantSource.system()));
            running.put(service.name(), started);
            if (started.address().startsWith("http")) {
                peers.started(service.name(), URI.create(started.address()));
            } else {
                peers.started(service.name(), started.address());
            }
        }
        users = UsersClient.of(ClientSettings.of(URI.create(address("users"))));
        auth = AuthClient.of(ClientSettings.of(URI.create(address("auth"))));
        connections = ConnectionsClient.of(ConnectionsSettings.of(address("connections")));
    }

    private Running running(String service) {
        return Optional.ofNullable(running.get(service)).orElseThrow();
    }

    private String address(String service) {
        return running(service).address();
    }

    URI web() {
        return URI.create(address("web"));
    }

    /** A browser that has not signed in. */
    Browser visitor() {
        return new Browser(this, Optional.empty(), Map.of());
    }

    /** Signs a new player in, from an address of its own, as auth limits each. */
    Browser player() {
        int number = PLAYERS.incrementAndGet();
        byte[] secret = SessionCookie.freshSecret(random);
        var from = new PlayerAddress(
                InetAddress.ofLiteral("203.0.%d.%d".formatted(number / 250, 1 + number % 250)), Optional.empty());
        var calls = auth.in(CallContext.none());
        var sent = (SendResult.Sent)
                calls.send(new CodeRequest("web-%d@example.com".formatted(number), "en", Optional.empty(), from))
                        .orElseThrow();
        var confirmation = new Confirmation(
                codes.code("k1", sent.challengeId().value()).orElseThrow(),
                new Confirmation.Device(
                        new Credential.Cookie(SessionCookie.credential(secret).key()), Optional.of("Test browser")),
                new Confirmation.Registration("en", "Europe/Berlin"),
                from);
        var signedIn = (ConfirmResult.SignedIn)
                calls.confirm(sent.challengeId(), confirmation).orElseThrow();
        String cookie = SessionCookie.of(SessionId.of(signedIn.sessionId().value()), secret)
                .value();
        return new Browser(this, Optional.of(signedIn.userId()), Map.of("galaxy-web", cookie));
    }

    void stop(String service) {
        isWhole = false;
        running(service).close();
    }

    /** Whether no service was stopped. */
    boolean isWhole() {
        return isWhole;
    }

    @Override
    public void close() {
        auth.close();
        users.close();
        connections.close();
        List.of("web", "auth", "connections", "users").forEach(this::stop);
        store.close();
        redis.close();
    }
}

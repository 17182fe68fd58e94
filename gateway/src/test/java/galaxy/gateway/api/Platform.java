package galaxy.gateway.api;

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
import galaxy.client.users.UsersClient;
import galaxy.gateway.Gateway;
import galaxy.geoip.GeoipSettings;
import galaxy.geoprofile.Geoprofile;
import galaxy.store.OpenStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreSettings;
import galaxy.testkit.Metrics;
import galaxy.testkit.ProcessSettings;
import galaxy.users.Users;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Users, auth, geoprofile and a gateway in one JVM on one store, by the clock of the machine. */
final class Platform implements AutoCloseable {
    private static final AtomicInteger PLAYERS = new AtomicInteger();
    private static final List<Service<SharedStore>> SERVICES =
            List.of(new Users(), new Auth(), new Geoprofile(), new Gateway());

    final PrometheusRegistry registry = new PrometheusRegistry();
    final AuthClient auth;
    final UsersClient users;
    private final Codes codes = new Codes(List.of(new CodeKey("k1", new byte[32])), 8);
    private final OpenStore store;
    private final String redis;
    private final Map<String, Running> running = new HashMap<>();

    Platform(String redis, Map<String, String> more, InstantSource gatewayClock) {
        this.redis = redis;
        Map<String, String> settings = new HashMap<>(ProcessSettings.with(Map.of()));
        settings.remove("connections.grpc.port");
        settings.remove("management.port");
        settings.putAll(Map.of(
                "redis.uri", redis,
                "redis.timeout", "5s",
                "auth.limits.sends-per-minute", "100000",
                "gateway.http.port", "0",
                "gateway.grpc.port", "0"));
        settings.putAll(more);
        SettingsReader reader = new SettingsReader(
                SettingSources.of(settings),
                Stream.concat(
                                Stream.of(StoreSettings.ALL, ListenerKeys.SHARED, GeoipSettings.ALL),
                                SERVICES.stream().map(Service::settings))
                        .flatMap(List::stream)
                        .toList());
        store = OpenStore.open(StoreSettings.read(reader), registry);
        var metrics = new ServerMetrics(registry);
        var peers = new Peers(List.of("users", "auth", "geoprofile", "gateway"), Callers.none(), new Random(1));
        for (Service<SharedStore> service : SERVICES) {
            InstantSource clock = service.name().equals("gateway") ? gatewayClock : InstantSource.system();
            Running started =
                    service.start(new ServiceContext<>(store.shared(), reader, Callers.none(), metrics, peers, clock));
            running.put(service.name(), started);
            peers.started(service.name(), URI.create(started.address()));
        }
        auth = AuthClient.of(ClientSettings.of(URI.create(running("auth").address())));
        users = UsersClient.of(ClientSettings.of(URI.create(running("users").address())));
    }

    static Platform open(String redis, Map<String, String> more) {
        return new Platform(redis, more, InstantSource.system());
    }

    /** A running service, or one that was stopped. */
    Running running(String service) {
        return Optional.ofNullable(running.get(service)).orElseThrow();
    }

    /** Where the gateway's gRPC is. */
    String target() {
        return running("gateway").endpoints().getLast().address();
    }

    /** The address of its store. */
    String redis() {
        return redis;
    }

    Metrics metrics() {
        return Metrics.of(registry);
    }

    /** Signs a new player in with a fresh device key. */
    Device signIn() {
        return signIn("pilot-" + PLAYERS.incrementAndGet() + "@example.com");
    }

    /** From an address of its own, as auth limits each. */
    Device signIn(String email) {
        int number = PLAYERS.incrementAndGet();
        DeviceKey key = DeviceKey.fresh();
        var from = new PlayerAddress(
                InetAddress.ofLiteral("203.0.%d.%d".formatted(number / 250, 1 + number % 250)), Optional.empty());
        var calls = auth.in(CallContext.none());
        var sent = (SendResult.Sent)
                calls.send(new CodeRequest(email, "en", Optional.empty(), from)).orElseThrow();
        String code = codes.code("k1", sent.challengeId().value()).orElseThrow();
        var confirmation = new Confirmation(
                code,
                new Confirmation.Device(new Credential.DeviceKey(key.publicKey()), Optional.of("Test device")),
                new Confirmation.Registration("en", "Europe/Berlin"),
                from);
        var signedIn = (ConfirmResult.SignedIn)
                calls.confirm(sent.challengeId(), confirmation).orElseThrow();
        return new Device(key, signedIn.sessionId().value(), signedIn.userId());
    }

    void stop(String service) {
        running(service).close();
    }

    @Override
    public void close() {
        auth.close();
        users.close();
        List<String> last = new ArrayList<>(List.of("gateway", "geoprofile", "auth", "users"));
        last.forEach(this::stop);
        store.close();
    }
}

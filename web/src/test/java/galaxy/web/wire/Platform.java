package galaxy.web.wire;

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
import galaxy.client.ClientSettings;
import galaxy.client.auth.AuthClient;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.users.Account;
import galaxy.client.users.Reason;
import galaxy.client.users.UsersClient;
import galaxy.connections.Connections;
import galaxy.geoip.GeoipSettings;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.pages.PagesSettings;
import galaxy.store.OpenStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreSettings;
import galaxy.testkit.Metrics;
import galaxy.testkit.ProcessSettings;
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import galaxy.users.Users;
import galaxy.web.Web;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Users, connections, auth and the pages in one JVM on an emptied store, with a clock that tests move. */
public final class Platform implements AutoCloseable {
    public static final Reason REASON = new Reason(ReasonCode.of("griefing"), Actor.of("admin", "ops-7"));

    private static final List<Service<SharedStore>> SERVICES =
            List.of(new Users(), new Connections(), new Auth(), new Web());
    private static final URI OUTBOX = URI.create("http://127.0.0.1:8090/outbox");

    public final SettableClock clock = SettableClock.at(Instant.now());
    public final PrometheusRegistry registry = new PrometheusRegistry();
    private final Codes codes = new Codes(List.of(new CodeKey("k1", new byte[32])), 8);
    private final OpenStore store;
    private final Map<String, Running> running = new HashMap<>();
    private final UsersClient users;
    private final AuthClient auth;
    private final ConnectionsClient connections;

    private Platform(String redis, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(ProcessSettings.with(Map.of()));
        settings.keySet()
                .removeIf(key ->
                        key.startsWith("gateway.") || key.startsWith("geoprofile.") || key.startsWith("management."));
        settings.putAll(Map.of(
                "redis.uri", redis,
                "redis.timeout", "5s",
                "web.limits.sign-ins", "0",
                "auth.limits.sends-per-minute", "100000"));
        settings.putAll(more);
        SettingsReader reader = new SettingsReader(
                SettingSources.of(settings),
                Stream.concat(
                                Stream.of(StoreSettings.ALL, ListenerKeys.SHARED, GeoipSettings.ALL, PagesSettings.ALL),
                                SERVICES.stream().map(Service::settings))
                        .flatMap(List::stream)
                        .toList());
        store = OpenStore.open(StoreSettings.read(reader), registry);
        var metrics = new ServerMetrics(registry);
        var peers = new Peers(SERVICES.stream().map(Service::name).toList(), Callers.none(), new Random(1));
        for (Service<SharedStore> service : SERVICES) {
            Running started =
                    service.start(new ServiceContext<>(store.shared(), reader, Callers.none(), metrics, peers, clock));
            running.put(service.name(), started);
            if (started.address().startsWith("http")) {
                peers.started(service.name(), URI.create(started.address()));
            } else {
                peers.started(service.name(), started.address());
            }
        }
        peers.offered("/outbox", OUTBOX);
        users = UsersClient.of(ClientSettings.of(uri("users")));
        auth = AuthClient.of(ClientSettings.of(uri("auth")));
        connections = ConnectionsClient.of(
                ConnectionsSettings.of(running("connections").address()));
    }

    public static Platform open(String... keysAndValues) {
        return on(Topology.STAND_ALONE, keysAndValues);
    }

    /** On a store of this shape. */
    public static Platform on(Topology topology, String... keysAndValues) {
        Map<String, String> more = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            more.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Platform(topology.freshUri(), more);
    }

    private Running running(String service) {
        return Optional.ofNullable(running.get(service)).orElseThrow();
    }

    private URI uri(String service) {
        return URI.create(running(service).address());
    }

    /** Where the pages are. */
    public URI web() {
        return uri("web");
    }

    public UsersClient users() {
        return users;
    }

    /** The account of an address that has one. */
    public Account account(String email) {
        return users().findByEmail(EmailAddress.of(email)).orElseThrow();
    }

    public AuthClient auth() {
        return auth;
    }

    public ConnectionsClient connections() {
        return connections;
    }

    /** The code of a challenge, as the mail has it. */
    public String code(String challenge) {
        return codes.code("k1", challenge).orElseThrow();
    }

    public Metrics metrics() {
        return Metrics.of(registry);
    }

    /** A browser of its own, with no cookies. */
    public Browser browser() {
        return new Browser(this);
    }

    /** Stops one, as a fault would. */
    public void stop(String service) {
        running(service).close();
        running.remove(service);
    }

    /** Whether no service was stopped. */
    boolean isWhole() {
        return running.size() == SERVICES.size();
    }

    @Override
    public void close() {
        users.close();
        auth.close();
        connections.close();
        List.of("web", "auth", "connections", "users")
                .forEach(name -> Optional.ofNullable(running.get(name)).ifPresent(Running::close));
        store.close();
    }
}

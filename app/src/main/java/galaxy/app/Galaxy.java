package galaxy.app;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.http.HttpSettings;
import galaxy.chassis.http.ManagementServer;
import galaxy.chassis.http.ManagementSettings;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.identity.CallersSettings;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.chassis.telemetry.Metrics;
import galaxy.chassis.telemetry.RpcMetrics;
import galaxy.connections.ConnectionsService;
import galaxy.connections.ConnectionsSettings;
import galaxy.store.OpenStore;
import galaxy.store.StoreSettings;
import galaxy.users.UsersService;
import galaxy.users.UsersSettings;
import galaxy.users.racename.SkeletonPolicy;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The running process: the store, the services on it, and the management port. */
public final class Galaxy implements AutoCloseable {
    /** Every setting of the program. */
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    HttpSettings.ALL,
                    ManagementSettings.ALL,
                    CallersSettings.ALL,
                    LogSettings.ALL,
                    StoreSettings.ALL,
                    UsersSettings.ALL,
                    ConnectionsSettings.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private final OpenStore store;
    private final Optional<UsersService> users;
    private final Optional<ConnectionsService> connections;
    private final ManagementServer management;

    private Galaxy(
            OpenStore store,
            Optional<UsersService> users,
            Optional<ConnectionsService> connections,
            ManagementServer management) {
        this.store = store;
        this.users = users;
        this.connections = connections;
        this.management = management;
    }

    /** Starts everything. */
    public static Galaxy start(SettingSources sources) {
        return start(sources, EnumSet.allOf(Service.class));
    }

    /**
     * Starts everything.
     *
     * @param clock what tells all of it the time
     */
    public static Galaxy start(SettingSources sources, InstantSource clock) {
        return start(sources, EnumSet.allOf(Service.class), clock);
    }

    /**
     * Starts some services and what they need.
     *
     * @throws galaxy.chassis.settings.SettingsException with all that is wrong with the settings
     * @throws galaxy.store.StoreUnavailableException when the operator's Redis cannot be used
     * @throws galaxy.redis.RedisStartException when the embedded one cannot be started
     */
    static Galaxy start(SettingSources sources, Set<Service> services) {
        return start(sources, services, InstantSource.system());
    }

    private static Galaxy start(SettingSources sources, Set<Service> services, InstantSource clock) {
        SettingsReader reader = new SettingsReader(sources, SETTINGS);
        HttpSettings http = HttpSettings.read(reader);
        ManagementSettings managed = ManagementSettings.read(reader);
        CallersSettings callersSettings = CallersSettings.read(reader);
        LogSettings log = LogSettings.read(reader);
        StoreSettings storeSettings = StoreSettings.read(reader);
        UsersSettings usersSettings = UsersSettings.read(reader);
        ConnectionsSettings connectionsSettings = ConnectionsSettings.read(reader);
        reader.finish();
        Logging.configure(log, System.err);
        Callers callers = Callers.read(callersSettings);
        callers.requireSafe(http.bindAddress());

        PrometheusRegistry registry = Metrics.registry();
        HttpMetrics metrics = new HttpMetrics(registry);
        List<AutoCloseable> opened = Collections.synchronizedList(new ArrayList<>());
        try {
            OpenStore store = OpenStore.open(storeSettings, registry);
            opened.add(store);
            Supplier<UsersService> usersStart = () -> UsersService.start(
                    usersSettings,
                    new SkeletonPolicy(),
                    new UsersService.Environment(store, http, callers, metrics, clock, storeSettings.retainedEvents()));
            Supplier<ConnectionsService> connectionsStart = () -> ConnectionsService.start(
                    connectionsSettings,
                    new ConnectionsService.Environment(
                            store, http, callers, new RpcMetrics(registry), clock, storeSettings.retainedEvents()));
            Future<Optional<UsersService>> usersBegun;
            Future<Optional<ConnectionsService>> connectionsBegun;
            try (ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
                usersBegun = atOnce.submit(() -> startIf(services.contains(Service.USERS), opened, usersStart));
                connectionsBegun =
                        atOnce.submit(() -> startIf(services.contains(Service.CONNECTIONS), opened, connectionsStart));
            }
            Optional<UsersService> users = started(usersBegun);
            Optional<ConnectionsService> connections = started(connectionsBegun);
            List<HealthCheck> checks = Stream.of(
                            Stream.of(store.check()),
                            users.stream().flatMap(service -> service.checks().stream()),
                            connections.stream().flatMap(service -> service.checks().stream()))
                    .flatMap(each -> each)
                    .toList();
            return new Galaxy(
                    store, users, connections, new ManagementServer(managed, http, checks, registry, metrics));
        } catch (RuntimeException e) {
            opened.reversed().forEach(each -> closeAfter(e, each));
            throw e;
        }
    }

    private static <T extends AutoCloseable> Optional<T> startIf(
            boolean isWanted, List<AutoCloseable> opened, Supplier<T> start) {
        if (!isWanted) {
            return Optional.empty();
        }
        T service = start.get();
        opened.add(service);
        return Optional.of(service);
    }

    private static <T> T started(Future<T> ended) {
        if (ended.state() == Future.State.SUCCESS) {
            return ended.resultNow();
        }
        Throwable failure = ended.exceptionNow();
        throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /** Where the users service is, which must be running. */
    public URI users() {
        return users.orElseThrow().uri();
    }

    /** Where the connections service is, which must be running: {@code 127.0.0.1:9090}. */
    public String connections() {
        return connections.orElseThrow().target();
    }

    /** Where health and metrics are. */
    public URI management() {
        return management.uri();
    }

    /** Which Redis it runs on, for people. */
    public String store() {
        return store.description();
    }

    /** Not ready from now on; finishes what runs, publishes what waits; the store goes last. */
    @Override
    public void close() {
        management.stopping();
        users.ifPresent(UsersService::close);
        connections.ifPresent(ConnectionsService::close);
        management.close();
        store.close();
    }

    private static void closeAfter(RuntimeException failure, AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}

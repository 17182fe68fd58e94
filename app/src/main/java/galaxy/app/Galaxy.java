package galaxy.app;

import galaxy.chassis.callers.Callers;
import galaxy.chassis.callers.CallersSettings;
import galaxy.chassis.http.HttpSettings;
import galaxy.chassis.http.ManagementServer;
import galaxy.chassis.http.ManagementSettings;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.store.OpenStore;
import galaxy.chassis.store.StoreSettings;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.chassis.telemetry.Metrics;
import galaxy.users.UsersService;
import galaxy.users.UsersSettings;
import galaxy.users.racename.SkeletonPolicy;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
                    UsersSettings.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private final OpenStore store;
    private final UsersService users;
    private final ManagementServer management;

    private Galaxy(OpenStore store, UsersService users, ManagementServer management) {
        this.store = store;
        this.users = users;
        this.management = management;
    }

    /**
     * Starts everything.
     *
     * @throws galaxy.chassis.settings.SettingsException with all that is wrong with the settings
     * @throws galaxy.chassis.store.StoreUnavailableException when the operator's Redis cannot be used
     * @throws galaxy.redis.RedisStartException when the embedded one cannot be started
     */
    public static Galaxy start(SettingSources sources) {
        SettingsReader reader = new SettingsReader(sources, SETTINGS);
        HttpSettings http = HttpSettings.read(reader);
        ManagementSettings managed = ManagementSettings.read(reader);
        CallersSettings callersSettings = CallersSettings.read(reader);
        LogSettings log = LogSettings.read(reader);
        StoreSettings storeSettings = StoreSettings.read(reader);
        UsersSettings usersSettings = UsersSettings.read(reader);
        reader.finish();
        Logging.configure(log, System.err);
        Callers callers = Callers.read(callersSettings);
        callers.requireSafe(http.bindAddress());

        PrometheusRegistry registry = Metrics.registry();
        HttpMetrics metrics = new HttpMetrics(registry);
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            OpenStore store = OpenStore.open(storeSettings, registry);
            opened.add(store);
            UsersService users = UsersService.start(
                    usersSettings,
                    new SkeletonPolicy(),
                    new UsersService.Environment(
                            store, http, callers, metrics, InstantSource.system(), storeSettings.retainedEvents()));
            opened.add(users);
            var checks = Stream.concat(Stream.of(store.check()), users.checks().stream())
                    .toList();
            return new Galaxy(store, users, new ManagementServer(managed, http, checks, registry, metrics));
        } catch (RuntimeException e) {
            opened.reversed().forEach(each -> closeAfter(e, each));
            throw e;
        }
    }

    /** Where the users service is. */
    public URI users() {
        return users.uri();
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
        users.close();
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

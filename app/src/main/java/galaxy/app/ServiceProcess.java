package galaxy.app;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.health.Readiness;
import galaxy.chassis.http.ManagementServer;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.identity.CallersSettings;
import galaxy.chassis.server.BindAddress;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Peers;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.Service;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.geoip.GeoipSettings;
import galaxy.pages.PagesSettings;
import galaxy.store.OpenStore;
import galaxy.store.SharedStore;
import galaxy.store.StoreSettings;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** A process that can run any of a list of services: with one store, one set of callers, and one management port. */
public final class ServiceProcess {
    private static final List<Setting<?>> OWN = Stream.of(
                    List.<Setting<?>>of(RunningProcess.STOP_DELAY),
                    ListenerKeys.SHARED,
                    ManagementServer.KEYS.all(),
                    CallersSettings.ALL,
                    LogSettings.ALL,
                    StoreSettings.ALL,
                    GeoipSettings.ALL,
                    PagesSettings.ALL)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private final List<Service<SharedStore>> services;

    public ServiceProcess(List<Service<SharedStore>> services) {
        this.services = List.copyOf(services);
    }

    /** Every setting of the process and of each of its services. */
    public List<Setting<?>> settings() {
        return Stream.concat(OWN.stream(), services.stream().flatMap(service -> service.settings().stream()))
                .toList();
    }

    /** What the services are called, in their order. */
    public List<String> names() {
        return services.stream().map(Service::name).toList();
    }

    /** Starts every service by the system's clock. */
    public RunningProcess start(SettingSources sources) {
        return start(sources, names(), InstantSource.system());
    }

    /**
     * Starts some services, all at once, and what they need.
     *
     * @param names which
     * @param clock of everything that runs
     * @throws SettingsException with all that is wrong with the settings
     * @throws galaxy.store.StoreUnavailableException when the operator's Redis cannot be used
     * @throws galaxy.redis.RedisStartException when the embedded one cannot be started
     */
    public RunningProcess start(SettingSources sources, Collection<String> names, InstantSource clock) {
        return start(sources, names, clock, new CountDownLatch(1));
    }

    /**
     * The same.
     *
     * @param stop counted down to wait no longer for the store
     */
    RunningProcess start(SettingSources sources, Collection<String> names, InstantSource clock, CountDownLatch stop) {
        var settings = new SettingsReader(sources, settings());
        var management = ManagementServer.KEYS.read(settings);
        var callersSettings = CallersSettings.read(settings);
        var log = LogSettings.read(settings);
        var storeSettings = StoreSettings.read(settings);
        requireOwnPorts(settings, names);
        var addresses = addresses(settings, names);
        var callers = callers(callersSettings, addressesOfCallers(settings, names), settings);
        check(settings, names, new ProcessPlan(Set.copyOf(names), addresses));
        settings.finish();
        Logging.configure(log, System.err);

        var registry = new PrometheusRegistry();
        var metrics = new ServerMetrics(registry);
        var readiness = new Readiness(
                Stream.concat(Stream.of(OpenStore.NAME), names().stream().filter(names::contains))
                        .toList());
        // First of all, so that an operator can see that it lives, and what it waits for.
        var server = new ManagementServer(management, readiness, registry, metrics.http());
        try {
            JvmMetrics.builder().register(registry);
            OpenStore store = new StoreStart(readiness, registry, settings.get(StoreSettings.WAIT), stop)
                    .open(own -> store(names, storeSettings, own));
            try {
                readiness.started(store.check());
                var peers = new Peers(names, callers, new SecureRandom());
                var context = new ServiceContext<>(store.shared(), settings, callers, metrics, peers, clock);
                var running = start(names, context, readiness, server);
                return new RunningProcess(store, running, readiness, server, settings.get(RunningProcess.STOP_DELAY));
            } catch (RuntimeException e) {
                closeAfter(e, store);
                throw e;
            }
        } catch (RuntimeException e) {
            closeAfter(e, server);
            throw e;
        }
    }

    private void check(SettingsReader settings, Collection<String> names, ProcessPlan plan) {
        services.stream()
                .filter(service -> names.contains(service.name()))
                .forEach(service -> service.check(settings, plan));
    }

    private OpenStore store(Collection<String> names, StoreSettings settings, PrometheusRegistry registry) {
        boolean hasRecords = services.stream()
                .filter(service -> names.contains(service.name()))
                .anyMatch(Service::hasRecords);
        return hasRecords ? OpenStore.open(settings, registry) : OpenStore.withoutSecret(settings, registry);
    }

    /** What is wrong with them is reported with all other problems. */
    private static Callers callers(CallersSettings given, List<BindAddress> addresses, SettingsReader settings) {
        try {
            var callers = Callers.read(given);
            addresses.forEach(callers::requireSafe);
            return callers;
        } catch (SettingsException e) {
            settings.problems(e);
            return Callers.none();
        }
    }

    /** Two listeners on one port: the operator can read here which, and the system would only say that it is taken. */
    private void requireOwnPorts(SettingsReader settings, Collection<String> names) {
        var before = new ArrayList<Setting<?>>();
        ports(names).filter(port -> !settings.get(port).equals(0)).forEach(port -> {
            before.stream()
                    .filter(other -> settings.get(other).equals(settings.get(port))
                            && overlap(
                                    bind(settings, other).ip(),
                                    bind(settings, port).ip()))
                    .findFirst()
                    .ifPresent(first ->
                            settings.problem(port, "is the port of " + first.key() + " too; give each its own"));
            before.add(port);
        });
    }

    /** Whether a connection to the one could be one to the other. The wildcard of IPv6 has the addresses of IPv4 too. */
    private static boolean overlap(InetAddress one, InetAddress other) {
        return one.equals(other) || isWildcardFor(one, other) || isWildcardFor(other, one);
    }

    private static boolean isWildcardFor(InetAddress wildcard, InetAddress other) {
        return wildcard.isAnyLocalAddress() && (wildcard instanceof Inet6Address || other instanceof Inet4Address);
    }

    private List<BindAddress> addresses(SettingsReader settings, Collection<String> names) {
        return ports(names).map(port -> bind(settings, port)).toList();
    }

    /** Without those that any client may use. */
    private List<BindAddress> addressesOfCallers(SettingsReader settings, Collection<String> names) {
        var open = services.stream()
                .flatMap(service -> service.publicListeners().stream())
                .map(listener -> listener + ".port")
                .toList();
        return ports(names)
                .filter(port -> !open.contains(port.key()))
                .map(port -> bind(settings, port))
                .toList();
    }

    /** Where the listener of a port listens. */
    private BindAddress bind(SettingsReader settings, Setting<?> port) {
        return address(settings, port) instanceof Optional<?> own && own.orElse(null) instanceof InetAddress ip
                ? new BindAddress(port.key().replaceFirst("port$", "address"), ip)
                : ListenerKeys.sharedAddress(settings);
    }

    /** The ports of the listeners of some services, and that of management. */
    private Stream<Setting<?>> ports(Collection<String> names) {
        return Stream.concat(
                        ManagementServer.KEYS.all().stream(),
                        services.stream()
                                .filter(service -> names.contains(service.name()))
                                .flatMap(service -> service.settings().stream()))
                .filter(setting -> setting.key().endsWith(".port"));
    }

    /** Where the listener of a port listens, if that was set for it alone. */
    private Object address(SettingsReader settings, Setting<?> port) {
        String key = port.key().replaceFirst("port$", "address");
        return settings().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .<Object>map(settings::get)
                .orElse("");
    }

    private Map<String, Running> start(
            Collection<String> names,
            ServiceContext<SharedStore> context,
            Readiness readiness,
            ManagementServer management) {
        var starting = new LinkedHashMap<String, Future<Running>>();
        try (ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
            services.stream()
                    .filter(service -> names.contains(service.name()))
                    .forEach(service -> starting.put(
                            service.name(), atOnce.submit(() -> start(service, context, readiness, management))));
        }
        var running = new LinkedHashMap<String, Running>();
        starting.forEach((name, ended) -> {
            if (ended.state() == Future.State.SUCCESS) {
                running.put(name, ended.resultNow());
            }
        });
        starting.values().stream()
                .filter(ended -> ended.state() != Future.State.SUCCESS)
                .findFirst()
                .ifPresent(failed -> {
                    RuntimeException failure = failed.exceptionNow() instanceof RuntimeException known
                            ? known
                            : new IllegalStateException(failed.exceptionNow());
                    running.values().forEach(service -> closeAfter(failure, service));
                    throw failure;
                });
        return running;
    }

    private static Running start(
            Service<SharedStore> service,
            ServiceContext<SharedStore> context,
            Readiness readiness,
            ManagementServer management) {
        var running = service.start(context);
        if (running.address().startsWith("http")) {
            context.peers().started(service.name(), URI.create(running.address()));
        } else {
            context.peers().started(service.name(), running.address());
        }
        management.add(running.pages());
        running.pages()
                .forEach(page -> context.peers()
                        .offered(page.template(), management.uri().resolve(page.template())));
        readiness.started(new HealthCheck(service.name(), HealthCheck.Status::up));
        running.checks().forEach(readiness::started);
        return running;
    }

    private static void closeAfter(RuntimeException failure, AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        }
    }
}

package galaxy.app;

import galaxy.chassis.health.Readiness;
import galaxy.chassis.http.ManagementServer;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.service.Running;
import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.telemetry.Logging;
import galaxy.store.OpenStore;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The running process: the store, the services on it, and the management port. */
public final class RunningProcess implements AutoCloseable {
    static final Setting<Duration> STOP_DELAY = new Setting<>(
            "stop.delay",
            Kind.durationOrZero(),
            "0",
            "how long everything is still served after SIGTERM, while /readyz is 503 and connections are asked to end");

    private final OpenStore store;
    private final Map<String, Running> services;
    private final Readiness readiness;
    private final ManagementServer management;

    private final Duration delay;

    /** @param delay from when it is not ready until it stops to serve */
    RunningProcess(
            OpenStore store,
            Map<String, Running> services,
            Readiness readiness,
            ManagementServer management,
            Duration delay) {
        this.delay = delay;
        this.store = store;
        this.services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
        this.readiness = readiness;
        this.management = management;
    }

    /** Where a service can be called, which must be running: {@code http://127.0.0.1:8081}. */
    public String address(String service) {
        return Optional.ofNullable(services.get(service)).orElseThrow().address();
    }

    /** Where each running service can be called, by its name. */
    public Map<String, List<Endpoint>> endpoints() {
        var endpoints = new LinkedHashMap<String, List<Endpoint>>();
        services.forEach((name, service) -> endpoints.put(name, service.endpoints()));
        return endpoints;
    }

    /** Where health and metrics are. */
    public URI management() {
        return management.uri();
    }

    /** The paths that are served there. */
    public List<String> managementPaths() {
        return management.paths();
    }

    /** Which Redis it runs on, for people. */
    public String store() {
        return store.description();
    }

    /** Not ready from now on; serves for the delay; completes running requests, publishes what waits; the store stops last. */
    @Override
    public void close() {
        readiness.stopping();
        if (!delay.isZero()) {
            services.values().forEach(Running::drain);
            pause(delay);
        }
        services.values().forEach(Running::close);
        management.close();
        store.close();
        Logging.drain();
    }

    /** For those that look at the readiness now and then, and send requests until they have looked. */
    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}

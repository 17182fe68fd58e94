package galaxy.app;

import galaxy.chassis.health.Readiness;
import galaxy.chassis.http.ManagementServer;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.service.Running;
import galaxy.chassis.telemetry.Logging;
import galaxy.store.OpenStore;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The running process: the store, the services on it, and the management port. */
public final class RunningProcess implements AutoCloseable {
    private final OpenStore store;
    private final Map<String, Running> services;
    private final Readiness readiness;
    private final ManagementServer management;

    RunningProcess(OpenStore store, Map<String, Running> services, Readiness readiness, ManagementServer management) {
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

    /** Not ready from now on; completes running requests, publishes what waits; the store stops last. */
    @Override
    public void close() {
        readiness.stopping();
        services.values().forEach(Running::close);
        management.close();
        store.close();
        Logging.drain();
    }
}

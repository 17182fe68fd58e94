package galaxy.chassis.grpc;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.health.Readiness;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import java.time.Duration;
import java.util.List;

/**
 * What the health service says: of one service by its checks, of the listener as a whole that it serves, or where anyone may
 * ask by the checks as well. The checks run once a second, however many callers ask.
 */
final class ServiceHealth {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String service;
    private final boolean isPublic;
    private final List<HealthCheck> checks;
    private final HealthStatusManager manager = new HealthStatusManager();

    /** @param isPublic whether the listener is for clients that are no services */
    ServiceHealth(String service, List<HealthCheck> checks, boolean isPublic) {
        this.service = service;
        this.isPublic = isPublic;
        this.checks = checks;
        manager.setStatus(service, ServingStatus.SERVING);
    }

    BindableService service() {
        return manager.getHealthService();
    }

    /** Until interrupted, follows the checks. */
    void watch() {
        if (checks.isEmpty()) {
            return;
        }
        var readiness = new Readiness(List.of());
        checks.forEach(readiness::started);
        try {
            while (true) {
                boolean isUp = readiness.check().stream().allMatch(Readiness.Result::isUp);
                var status = isUp ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
                manager.setStatus(service, status);
                if (isPublic) {
                    manager.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on nothing serves. */
    void stop() {
        manager.enterTerminalState();
    }
}

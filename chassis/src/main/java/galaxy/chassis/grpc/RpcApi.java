package galaxy.chassis.grpc;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.identity.Access;
import io.grpc.ServerServiceDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a gRPC listener serves.
 *
 * @param access who may call each method, by its name without package and service; a listener starts only if these are exactly the
 *     methods of the service
 * @param errorDomain the domain of every {@code ErrorInfo}
 * @param checks while one of them is down, the health service says that this one does not serve
 * @param workTimes how long the work on a call of a method may take, where it is not what the listener is set to
 */
public record RpcApi(
        ServerServiceDefinition definition,
        Map<String, Access> access,
        String errorDomain,
        List<HealthCheck> checks,
        Map<String, Duration> workTimes) {
    public RpcApi {
        access = Map.copyOf(access);
        checks = List.copyOf(checks);
        workTimes = Map.copyOf(workTimes);
    }

    /** Without methods that have a time of their own. */
    public RpcApi(
            ServerServiceDefinition definition,
            Map<String, Access> access,
            String errorDomain,
            List<HealthCheck> checks) {
        this(definition, access, errorDomain, checks, Map.of());
    }
}

package galaxy.chassis.grpc;

import galaxy.chassis.identity.Access;
import io.grpc.ServerServiceDefinition;
import java.util.Map;

/**
 * What a gRPC listener serves.
 *
 * @param access who may call each method, by its name without package and service; a listener starts only if these are exactly the
 *     methods of the service
 * @param errorDomain the domain of every {@code ErrorInfo}
 */
public record RpcApi(ServerServiceDefinition definition, Map<String, Access> access, String errorDomain) {
    public RpcApi {
        access = Map.copyOf(access);
    }
}

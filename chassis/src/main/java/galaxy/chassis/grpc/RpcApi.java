package galaxy.chassis.grpc;

import galaxy.chassis.identity.Access;
import io.grpc.ServerServiceDefinition;
import java.util.Map;

/**
 * What a gRPC listener serves.
 *
 * @param access who may call each method, by its bare name; a listener does not start unless it names exactly the methods
 *     that there are
 * @param errorDomain the domain of every {@code ErrorInfo}
 */
public record RpcApi(ServerServiceDefinition definition, Map<String, Access> access, String errorDomain) {
    public RpcApi {
        access = Map.copyOf(access);
    }
}

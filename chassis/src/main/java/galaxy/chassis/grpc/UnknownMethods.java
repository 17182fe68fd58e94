package galaxy.chassis.grpc;

import galaxy.contracts.RpcReason;
import io.grpc.HandlerRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for every method that does not exist, so that calls of them are checked, logged and counted as all others.
 * It has one name: the name that the caller sent is not used.
 */
final class UnknownMethods extends HandlerRegistry {
    private final ServerMethodDefinition<InputStream, InputStream> none;

    UnknownMethods(RpcErrors errors) {
        var descriptor = MethodDescriptor.newBuilder(new Untouched(), new Untouched())
                .setType(MethodDescriptor.MethodType.UNKNOWN)
                .setFullMethodName("none/none")
                .build();
        none = ServerMethodDefinition.create(descriptor, (call, headers) -> {
            throw errors.error(RpcReason.METHOD_NOT_FOUND);
        });
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
        return none;
    }

    private static final class Untouched implements MethodDescriptor.Marshaller<InputStream> {
        @Override
        public InputStream stream(InputStream value) {
            return value;
        }

        @Override
        public InputStream parse(InputStream stream) {
            return stream;
        }
    }
}

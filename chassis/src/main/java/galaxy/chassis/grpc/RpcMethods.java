package galaxy.chassis.grpc;

import galaxy.chassis.identity.Access;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Every method that the server has, with who may call it. */
final class RpcMethods {
    private static final RpcMethod NONE = new RpcMethod("none", Access.anyone(), false);

    private final Map<String, RpcMethod> byFullName;

    /**
     * One method, or that there is none.
     *
     * @param name bare; the label of its metrics
     * @param standing whether a stop does not wait for its calls, because they may last as long as the caller likes
     */
    record RpcMethod(String name, Access access, boolean standing) {}

    private RpcMethods(Map<String, RpcMethod> byFullName) {
        this.byFullName = Map.copyOf(byFullName);
    }

    /**
     * Asks for the access of every method.
     *
     * @param open services for anyone
     * @throws IllegalArgumentException when a method has none
     */
    static RpcMethods of(
            ServerServiceDefinition definition,
            Function<String, Access> accessOfMethod,
            Iterable<ServerServiceDefinition> open) {
        Map<String, RpcMethod> methods = new HashMap<>();
        for (var method : definition.getMethods()) {
            var name = bareName(method.getMethodDescriptor());
            @Nullable Access access = accessOfMethod.apply(name);
            if (access == null) {
                throw new IllegalArgumentException("nothing says who may call " + name);
            }
            methods.put(method.getMethodDescriptor().getFullMethodName(), new RpcMethod(name, access, false));
        }
        for (var service : open) {
            for (var method : service.getMethods()) {
                var descriptor = method.getMethodDescriptor();
                methods.put(descriptor.getFullMethodName(), new RpcMethod(bareName(descriptor), Access.anyone(), true));
            }
        }
        return new RpcMethods(methods);
    }

    RpcMethod of(MethodDescriptor<?, ?> descriptor) {
        return byFullName.getOrDefault(descriptor.getFullMethodName(), NONE);
    }

    private static String bareName(MethodDescriptor<?, ?> descriptor) {
        @Nullable String name = descriptor.getBareMethodName();
        if (name == null) {
            throw new IllegalArgumentException("a method has no name of its own: " + descriptor.getFullMethodName());
        }
        return name;
    }
}

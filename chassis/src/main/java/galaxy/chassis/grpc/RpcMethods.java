package galaxy.chassis.grpc;

import galaxy.chassis.identity.Access;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every method that the server has, with who may call it. */
final class RpcMethods {
    private static final RpcMethod NONE = new RpcMethod("none", Access.anyone(), false);

    private final Map<String, RpcMethod> byFullName;

    /**
     * One method, or the absence of one.
     *
     * @param name without package and service; the label of its metrics
     * @param standing whether a stop does not wait for its calls, because they may last as long as the caller likes
     */
    record RpcMethod(String name, Access access, boolean standing) {}

    private RpcMethods(Map<String, RpcMethod> byFullName) {
        this.byFullName = Map.copyOf(byFullName);
    }

    /**
     * Joins each method with its access.
     *
     * @param open services that need no caller
     * @throws IllegalArgumentException when a method has none, or there is no such method
     */
    static RpcMethods of(RpcApi api, Iterable<ServerServiceDefinition> open) {
        Map<String, RpcMethod> methods = new HashMap<>();
        var unlisted = new TreeSet<String>();
        var unknown = new TreeSet<>(api.access().keySet());
        for (var method : api.definition().getMethods()) {
            var name = bareName(method.getMethodDescriptor());
            unknown.remove(name);
            Optional.ofNullable(api.access().get(name))
                    .ifPresentOrElse(
                            access -> methods.put(
                                    method.getMethodDescriptor().getFullMethodName(),
                                    new RpcMethod(name, access, false)),
                            () -> unlisted.add(name));
        }
        if (!unlisted.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "the access list must name exactly the methods of the service: not listed are " + unlisted
                            + ", and there are no " + unknown);
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

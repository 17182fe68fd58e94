package galaxy.chassis.grpc;

import galaxy.chassis.identity.Access;
import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every method that the server has, with who may call it. */
final class RpcMethods {
    private static final RpcMethod NONE = new RpcMethod("none", Access.anyone(), Kind.REQUEST, false, Optional.empty());

    private final Map<String, RpcMethod> byFullName;

    /** What limits its calls. */
    enum Kind {
        /** Answered soon: a call holds a permit, has the deadline of work, and a stop waits for it. */
        REQUEST,
        /** Lasts as long as its caller likes: none of these; a stop ends it at once. */
        STREAM,
        /** Of the health and reflection services: none of these; the end of the connection ends it. */
        STANDARD
    }

    /**
     * One method, or the absence of one.
     *
     * @param name without package and service; the label of its metrics
     * @param takesOneMessage whether its caller sends one message
     * @param work how long the work on a call may take, if not what the listener is set to
     */
    record RpcMethod(String name, Access access, Kind kind, boolean takesOneMessage, Optional<Duration> work) {
        private static RpcMethod of(
                MethodDescriptor<?, ?> descriptor, Access access, Kind kind, Optional<Duration> work) {
            return new RpcMethod(
                    bareName(descriptor), access, kind, descriptor.getType().clientSendsOneMessage(), work);
        }
    }

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
                                    RpcMethod.of(
                                            method.getMethodDescriptor(),
                                            access,
                                            kind(method.getMethodDescriptor()),
                                            Optional.ofNullable(api.workTimes().get(name)))),
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
                methods.put(
                        descriptor.getFullMethodName(),
                        RpcMethod.of(descriptor, Access.anyone(), Kind.STANDARD, Optional.empty()));
            }
        }
        return new RpcMethods(methods);
    }

    /**
     * The service as the server shall know it: messages are bytes, and a caller may send several. The library resets the
     * stream of a call with one more than it should have; so the dispatcher counts, and answers.
     */
    static ServerServiceDefinition served(ServerServiceDefinition definition) {
        var bytes = ServerInterceptors.useInputStreamMessages(definition);
        var methods = bytes.getMethods().stream().map(RpcMethods::lenient).toList();
        var descriptor = ServiceDescriptor.newBuilder(
                        bytes.getServiceDescriptor().getName())
                .setSchemaDescriptor(bytes.getServiceDescriptor().getSchemaDescriptor());
        methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
        var served = ServerServiceDefinition.builder(descriptor.build());
        methods.forEach(served::addMethod);
        return served.build();
    }

    private static <Q, A> ServerMethodDefinition<Q, A> lenient(ServerMethodDefinition<Q, A> method) {
        var descriptor = method.getMethodDescriptor();
        var type = descriptor.getType().serverSendsOneMessage()
                ? MethodDescriptor.MethodType.CLIENT_STREAMING
                : MethodDescriptor.MethodType.BIDI_STREAMING;
        return ServerMethodDefinition.create(
                descriptor.toBuilder().setType(type).build(), method.getServerCallHandler());
    }

    RpcMethod of(MethodDescriptor<?, ?> descriptor) {
        return byFullName.getOrDefault(descriptor.getFullMethodName(), NONE);
    }

    private static Kind kind(MethodDescriptor<?, ?> descriptor) {
        return descriptor.getType() == MethodDescriptor.MethodType.UNARY ? Kind.REQUEST : Kind.STREAM;
    }

    private static String bareName(MethodDescriptor<?, ?> descriptor) {
        @Nullable String name = descriptor.getBareMethodName();
        if (name == null) {
            throw new IllegalArgumentException("a method has no name of its own: " + descriptor.getFullMethodName());
        }
        return name;
    }
}

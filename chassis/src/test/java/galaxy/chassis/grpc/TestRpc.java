package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.RpcMetrics;
import galaxy.contracts.Role;
import galaxy.testkit.Metrics;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A server with a few methods like those of a service, all of which do the same, and a channel to it. */
final class TestRpc implements AutoCloseable {
    static final String SERVICE = "things.v1.Things";
    static final String DOMAIN = "things.galaxy";
    static final MethodDescriptor<StringValue, StringValue> READ = method("Read");
    static final MethodDescriptor<StringValue, StringValue> WRITE = method("Write");
    static final MethodDescriptor<StringValue, StringValue> OPEN = method("Open");
    /** A stream. */
    static final MethodDescriptor<StringValue, StringValue> FOLLOW = OPEN.toBuilder()
            .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
            .setFullMethodName(SERVICE + "/Follow")
            .build();

    static final Map<String, Access> ACCESS = Map.of(
            "Read",
            Access.only(Role.LOBBY, Role.ADMIN),
            "Write",
            Access.only(Role.GATEWAY),
            "Open",
            Access.anyone(),
            "Follow",
            Access.anyone());

    final PrometheusRegistry registry = new PrometheusRegistry();
    final GrpcServer server;
    final ManagedChannel channel;

    TestRpc(Map<String, String> settings, Callers callers, ServerCalls.UnaryMethod<StringValue, StringValue> work) {
        this(settings, callers, api(work, ACCESS));
    }

    TestRpc(Map<String, String> settings, Callers callers, RpcApi api) {
        server = GrpcServer.start("things", api, settings(settings), callers, new RpcMetrics(registry));
        channel = channel();
    }

    /** One that says hello to every caller. */
    TestRpc() {
        this(Map.of(), Callers.none(), answering(name -> "hello " + name));
    }

    static ServerCalls.UnaryMethod<StringValue, StringValue> answering(UnaryOperator<String> work) {
        return (request, observer) -> {
            observer.onNext(StringValue.of(work.apply(request.getValue())));
            observer.onCompleted();
        };
    }

    static ServerServiceDefinition definition(ServerCalls.UnaryMethod<StringValue, StringValue> work) {
        var handler = ServerCalls.asyncUnaryCall(work);
        return ServerServiceDefinition.builder(TestSchema.descriptor(List.of(READ, WRITE, OPEN, FOLLOW)))
                .addMethod(READ, handler)
                .addMethod(WRITE, handler)
                .addMethod(OPEN, handler)
                .addMethod(FOLLOW, ServerCalls.asyncServerStreamingCall(work::invoke))
                .build();
    }

    static RpcApi api(ServerCalls.UnaryMethod<StringValue, StringValue> work, Map<String, Access> access) {
        return new RpcApi(definition(work), access, DOMAIN, List.of());
    }

    static ListenerSettings settings(Map<String, String> given) {
        var keys = new ListenerKeys("things.grpc", 0, "things");
        var all =
                Stream.concat(ListenerKeys.SHARED.stream(), keys.all().stream()).toList();
        return keys.read(new SettingsReader(SettingSources.of(given), all));
    }

    static MethodDescriptor<StringValue, StringValue> method(String name) {
        var marshaller = ProtoUtils.marshaller(StringValue.getDefaultInstance());
        return MethodDescriptor.newBuilder(marshaller, marshaller)
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(SERVICE + "/" + name)
                .build();
    }

    /** Metadata of names and values in turn. */
    static Metadata metadata(String... pairs) {
        var metadata = new Metadata();
        for (int i = 0; i < pairs.length; i += 2) {
            metadata.put(Metadata.Key.of(pairs[i], Metadata.ASCII_STRING_MARSHALLER), pairs[i + 1]);
        }
        return metadata;
    }

    ManagedChannel channel() {
        return NettyChannelBuilder.forTarget(server.target()).usePlaintext().build();
    }

    Reply call(MethodDescriptor<StringValue, StringValue> method, String... metadata) {
        return begin(method, CallOptions.DEFAULT, StringValue.of("pilot"), metadata)
                .reply();
    }

    <Q> Running begin(MethodDescriptor<Q, StringValue> method, CallOptions options, Q request, String... metadata) {
        return begin(channel, method, options, request, metadata(metadata));
    }

    static <Q> Running begin(
            ManagedChannel channel,
            MethodDescriptor<Q, StringValue> method,
            CallOptions options,
            Q request,
            Metadata metadata) {
        ClientCall<Q, StringValue> call = channel.newCall(method, options);
        var reply = new Reply.Listener();
        call.start(reply, metadata);
        call.request(2);
        call.sendMessage(request);
        call.halfClose();
        return new Running(call, reply);
    }

    /** A call whose answer is not here yet. */
    record Running(ClientCall<?, ?> call, Reply.Listener listener) {
        Reply reply() {
            return listener.reply();
        }

        boolean done() {
            return listener.done();
        }
    }

    /** The lines that begin so of what the metrics show. */
    List<String> metrics(String prefix) {
        return Metrics.of(registry).lines(prefix);
    }

    /** How often this limit refused or ended something. */
    double reached(String limit) {
        return Metrics.of(registry).sum("rpc_limits_reached_total", "service=\"things\"", "limit=\"" + limit + "\"");
    }

    /** Waits until this limit has been counted so often: a listener counts when it has written its response. */
    void awaitReached(String limit, int times) {
        await().untilAsserted(() -> assertThat(reached(limit)).isEqualTo(times));
    }

    /** What the listener holds now, in the metric of this name. */
    double now(String metric) {
        return Metrics.of(registry).value(metric, "service=\"things\"");
    }

    static String counted(String method, String outcome) {
        return "rpc_requests_total{method=\"%s\",outcome=\"%s\",service=\"things\"} 1.0".formatted(method, outcome);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.close();
    }
}

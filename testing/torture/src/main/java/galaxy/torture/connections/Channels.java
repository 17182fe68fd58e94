package galaxy.torture.connections;

import com.google.protobuf.Message;
import galaxy.chassis.grpc.RpcErrors;
import galaxy.contracts.RpcReason;
import galaxy.contracts.Scope;
import galaxy.models.connections.Messages;
import galaxy.testkit.GalaxyInstance;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.Reply.Result;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The connections to the instances, shared by all clients. Sends every request once. */
final class Channels implements AutoCloseable {
    static final String ERRORS = "no error but UNAVAILABLE";
    static final String NAMED = "an error has the id of its request";

    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final int TIMEOUT_SECONDS = 5;
    private static final Set<Code> EXPECTED = Set.of(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.CANCELLED);

    private final Map<String, ManagedChannel> channels = new TreeMap<>();

    Channels(List<GalaxyInstance> instances) {
        for (GalaxyInstance each : instances) {
            var channel = NettyChannelBuilder.forTarget(each.connections())
                    .usePlaintext()
                    .disableRetry();
            channels.put(each.connections(), channel.build());
        }
    }

    Reply<Message> send(GalaxyInstance instance, String id, Message request, Findings findings) {
        ManagedChannel channel = Objects.requireNonNull(channels.get(instance.connections()));
        // An instance that is back is found at once.
        channel.resetConnectBackoff();
        Metadata headers = new Metadata();
        headers.put(REQUEST_ID, id);
        try {
            return Reply.done(ClientCalls.blockingUnaryCall(
                    ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)),
                    Messages.method(request),
                    CallOptions.DEFAULT.withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS),
                    request));
        } catch (StatusRuntimeException e) {
            return reply(e, id, request, findings);
        }
    }

    private static Reply<Message> reply(StatusRuntimeException error, String id, Message request, Findings findings) {
        Code code = error.getStatus().getCode();
        Optional<String> reason = RpcErrors.reason(error);
        String text = "%s %s: %s %s".formatted(id, request, error.getStatus(), reason);
        boolean isRefusal = reason.flatMap(RpcReason::of)
                .filter(known -> known.scope() == Scope.SERVICE && known.status() == code)
                .isPresent();
        findings.check(ERRORS, isRefusal || EXPECTED.contains(code), () -> text);
        if (reason.isPresent()) {
            Metadata trailers = Objects.requireNonNullElseGet(error.getTrailers(), Metadata::new);
            findings.check(NAMED, id.equals(trailers.get(REQUEST_ID)), () -> text + " " + trailers);
        }
        if (isRefusal) {
            return Reply.refused(reason.orElseThrow());
        }
        if (code != Code.UNAVAILABLE) {
            return Reply.noResponse(Result.TIMED_OUT, text);
        }
        boolean wasNotSent = Stream.<Throwable>iterate(error, Objects::nonNull, Throwable::getCause)
                .anyMatch(ConnectException.class::isInstance);
        return reason.<Reply<Message>>map(Reply::unavailable)
                .orElseGet(() -> Reply.noResponse(wasNotSent ? Result.NOT_SENT : Result.LOST, text));
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}

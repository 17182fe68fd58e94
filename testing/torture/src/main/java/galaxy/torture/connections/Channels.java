package galaxy.torture.connections;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import galaxy.contracts.RpcReason;
import galaxy.contracts.Scope;
import galaxy.models.connections.Messages;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Reply;
import galaxy.torture.workload.Reply.Progress;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
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
    private static final int CONNECTIONS = 4;
    private static final Set<Code> EXPECTED = Set.of(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.CANCELLED);

    private final Map<String, List<ManagedChannel>> channels = new TreeMap<>();

    Channels(List<String> instances) {
        for (String instance : instances) {
            var channel = NettyChannelBuilder.forTarget(instance).usePlaintext().disableRetry();
            channels.put(
                    instance, Stream.generate(channel::build).limit(CONNECTIONS).toList());
        }
    }

    Reply<Message> send(String instance, int client, String id, Message request, Findings findings) {
        var channel = Objects.requireNonNull(channels.get(instance)).get(client % CONNECTIONS);
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
        Optional<String> reason = reason(error);
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
            return Reply.noResponse(text, Progress.MAY_CONTINUE);
        }
        boolean wasNotSent = Stream.<Throwable>iterate(error, Objects::nonNull, Throwable::getCause)
                .anyMatch(ConnectException.class::isInstance);
        return reason.<Reply<Message>>map(Reply::unavailable)
                .orElseGet(() -> Reply.noResponse(text, wasNotSent ? Progress.NOT_SENT : Progress.ENDED));
    }

    /** The reason that the service gives for an error; empty for errors of the transport. */
    private static Optional<String> reason(StatusRuntimeException error) {
        return Optional.ofNullable(StatusProto.fromThrowable(error)).map(Status::getDetailsList).stream()
                .flatMap(List::stream)
                .filter(detail -> detail.is(ErrorInfo.class))
                .map(Channels::unpack)
                .map(ErrorInfo::getReason)
                .findFirst();
    }

    private static ErrorInfo unpack(Any detail) {
        try {
            return detail.unpack(ErrorInfo.class);
        } catch (InvalidProtocolBufferException e) {
            return ErrorInfo.getDefaultInstance();
        }
    }

    @Override
    public void close() {
        channels.values().forEach(all -> all.forEach(ManagedChannel::shutdownNow));
    }
}

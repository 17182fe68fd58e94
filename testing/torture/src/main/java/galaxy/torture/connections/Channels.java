package galaxy.torture.connections;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
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
    private static final String DOMAIN = "connections.galaxy";
    private static final int TIMEOUT_SECONDS = 5;
    private static final int CONNECTIONS = 4;
    private static final Set<Code> REFUSALS = Set.of(
            Code.INVALID_ARGUMENT,
            Code.ALREADY_EXISTS,
            Code.NOT_FOUND,
            Code.FAILED_PRECONDITION,
            Code.RESOURCE_EXHAUSTED);

    private final Map<String, List<ManagedChannel>> channels = new TreeMap<>();

    Channels(List<String> instances) {
        for (String instance : instances) {
            NettyChannelBuilder channel =
                    NettyChannelBuilder.forTarget(instance).usePlaintext().disableRetry();
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
            Optional<String> reason = reason(e);
            Reply<Message> reply = reply(e, reason);
            boolean isExpected = reply.progress() != Progress.MAY_CONTINUE
                    || Set.of(Code.DEADLINE_EXCEEDED, Code.CANCELLED)
                            .contains(e.getStatus().getCode());
            findings.check(ERRORS, isExpected, () -> id + " " + request + ": " + reply);
            if (reason.isPresent()) {
                Optional<String> named = Optional.ofNullable(e.getTrailers())
                        .flatMap(trailers -> Optional.ofNullable(trailers.get(REQUEST_ID)));
                findings.check(NAMED, named.filter(id::equals).isPresent(), () -> id + " " + request + ": " + named);
            }
            return reply;
        }
    }

    private static Reply<Message> reply(StatusRuntimeException error, Optional<String> reason) {
        Code code = error.getStatus().getCode();
        if (reason.isPresent() && code == Code.UNAVAILABLE) {
            return Reply.unavailable(reason.get());
        }
        if (reason.isPresent() && REFUSALS.contains(code)) {
            return Reply.refused(reason.get());
        }
        boolean wasNotSent = Stream.<Throwable>iterate(error, Objects::nonNull, Throwable::getCause)
                .anyMatch(ConnectException.class::isInstance);
        Progress ended = wasNotSent ? Progress.NOT_SENT : Progress.ENDED;
        return Reply.noResponse(
                reason.orElse(error.getStatus().toString()), code == Code.UNAVAILABLE ? ended : Progress.MAY_CONTINUE);
    }

    /** The reason that the service gives for an error; empty for errors of the transport. */
    private static Optional<String> reason(StatusRuntimeException error) {
        return Optional.ofNullable(StatusProto.fromThrowable(error)).map(Status::getDetailsList).stream()
                .flatMap(List::stream)
                .filter(detail -> detail.is(ErrorInfo.class))
                .map(Channels::unpack)
                .filter(info -> info.getDomain().equals(DOMAIN))
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

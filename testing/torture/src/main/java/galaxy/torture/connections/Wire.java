package galaxy.torture.connections;

import com.google.rpc.ErrorInfo;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections to the instances. What is sent is sent once: nothing below repeats it. */
final class Wire implements AutoCloseable {
    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final String DOMAIN = "connections.galaxy";
    private static final int PATIENCE_SECONDS = 5;
    private static final int CONNECTIONS = 4;

    private final Map<String, List<ManagedChannel>> channels = new TreeMap<>();

    Wire(List<String> instances) {
        for (String instance : instances) {
            List<ManagedChannel> all = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(NettyChannelBuilder.forTarget(instance)
                        .usePlaintext()
                        .disableRetry()
                        .build());
            }
            channels.put(instance, all);
        }
    }

    /** One connection to an instance, which several clients share; an instance that is back is found at once. */
    ManagedChannel to(String instance, int client) {
        ManagedChannel channel = Objects.requireNonNull(channels.get(instance)).get(client % CONNECTIONS);
        channel.resetConnectBackoff();
        return channel;
    }

    /** For one attempt. */
    static ConnectionsServiceBlockingStub stub(ManagedChannel channel, String request) {
        Metadata headers = new Metadata();
        headers.put(REQUEST_ID, request);
        return ConnectionsServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** The reason that the service gives for a failure; empty when it is not the service that speaks. */
    static Optional<String> reason(StatusRuntimeException failure) {
        com.google.rpc.@Nullable Status status = StatusProto.fromThrowable(failure);
        if (status == null) {
            return Optional.empty();
        }
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(ErrorInfo.class))
                .map(Wire::unpack)
                .filter(info -> info.getDomain().equals(DOMAIN))
                .map(ErrorInfo::getReason)
                .findFirst();
    }

    /** What the answer calls the request. */
    static Optional<String> requestId(StatusRuntimeException failure) {
        return Optional.ofNullable(failure.getTrailers())
                .flatMap(trailers -> Optional.ofNullable(trailers.get(REQUEST_ID)));
    }

    /** Whether nobody listened, so that the request was not even sent. */
    static boolean wasNotSent(StatusRuntimeException failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }

    private static ErrorInfo unpack(com.google.protobuf.Any detail) {
        try {
            return detail.unpack(ErrorInfo.class);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            return ErrorInfo.getDefaultInstance();
        }
    }

    @Override
    public void close() {
        channels.values().forEach(all -> all.forEach(ManagedChannel::shutdownNow));
    }
}

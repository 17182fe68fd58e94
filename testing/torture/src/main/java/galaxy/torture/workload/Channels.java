package galaxy.torture.workload;

import galaxy.client.transport.RpcFailure;
import galaxy.torture.workload.Reply.Result;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The connections over gRPC to the instances, shared by all clients. Sends every request once. */
public final class Channels implements AutoCloseable {
    public static final String ERRORS = "no error but UNAVAILABLE";

    private static final int TIMEOUT_SECONDS = 5;
    private static final Set<String> EXPECTED = Set.of("UNAVAILABLE", "DEADLINE_EXCEEDED", "CANCELLED");

    private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();

    /** Sends a request once, to a target such as {@code 127.0.0.1:9090}; {@code failed} says what a failure means. */
    public <Q, R> Reply<R> send(
            String target,
            MethodDescriptor<Q, R> method,
            Q request,
            Metadata headers,
            Function<RpcFailure, Reply<R>> failed) {
        ManagedChannel channel = channels.computeIfAbsent(
                target,
                address -> Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
                        .disableRetry()
                        .build());
        // An instance that is back is found at once.
        channel.resetConnectBackoff();
        Channel sending = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
        var options = CallOptions.DEFAULT.withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        try {
            return Reply.done(ClientCalls.blockingUnaryCall(sending, method, options, request));
        } catch (StatusRuntimeException e) {
            return failed.apply(RpcFailure.of(e));
        }
    }

    /** A failure that is no refusal, and may only be one of a few. */
    public static <R> Reply<R> unanswered(RpcFailure failure, String text, Findings findings) {
        findings.check(ERRORS, EXPECTED.contains(failure.status()), text);
        if (!failure.status().equals("UNAVAILABLE")) {
            return Reply.noResponse(Result.TIMED_OUT, text);
        }
        return failure.reason()
                .<Reply<R>>map(Reply::unavailable)
                .orElseGet(() -> Reply.noResponse(failure.isUnconnected() ? Result.NOT_SENT : Result.LOST, text));
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}

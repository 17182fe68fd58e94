package galaxy.client.connections;

import galaxy.client.CallContext;
import galaxy.client.Outcome;
import galaxy.client.transport.Attempt;
import galaxy.client.transport.Effect;
import galaxy.client.transport.Retry;
import galaxy.client.transport.RpcFailure;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.ClientStreamTracer;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/** The unary calls of one gRPC service, each of them repeatable by contract. Safe for many threads. */
final class GrpcApi implements AutoCloseable {
    private final ManagedChannel channel;
    private final ConnectionsSettings settings;
    private final CallContext context;
    private final Retry retry;

    private GrpcApi(ManagedChannel channel, ConnectionsSettings settings, CallContext context) {
        this.channel = channel;
        this.settings = settings;
        this.context = context;
        this.retry = new Retry(settings.target(), settings.timeouts());
    }

    static GrpcApi of(ConnectionsSettings settings) {
        ChannelCredentials credentials =
                settings.isPlaintext() ? InsecureChannelCredentials.create() : TlsChannelCredentials.create();
        ManagedChannel channel = Grpc.newChannelBuilder(settings.target(), credentials)
                .disableRetry()
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        return new GrpcApi(channel, settings, CallContext.none());
    }

    /** The same API over the same connection, for calls that are part of a larger request. */
    GrpcApi in(CallContext larger) {
        return new GrpcApi(channel, settings, larger);
    }

    /** Reads something. */
    <Q, A, T> Outcome<T, Refusal> read(MethodDescriptor<Q, A> method, Q request, Function<A, T> decode) {
        return call(method, request, decode, Effect.NONE);
    }

    /** Changes something. */
    <Q, A, T> Outcome<T, Refusal> change(MethodDescriptor<Q, A> method, Q request, Function<A, T> decode) {
        return call(method, request, decode, Effect.REPEATABLE);
    }

    private <Q, A, T> Outcome<T, Refusal> call(
            MethodDescriptor<Q, A> method, Q request, Function<A, T> decode, Effect effect) {
        String requestId = context.requestIdOrRandom();
        Channel intercepted =
                ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers(requestId)));
        return retry.<Supplier<Outcome<T, Refusal>>>send(requestId, effect, timeout -> {
                    var isSent = new AtomicBoolean();
                    CallOptions options = CallOptions.DEFAULT
                            .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS)
                            .withStreamTracerFactory(new NotedSending(isSent));
                    try {
                        A response = ClientCalls.blockingUnaryCall(intercepted, method, options, request);
                        return new Attempt.Responded<>(
                                () -> new Outcome.Done<>(decode.apply(response)), false, Optional.empty());
                    } catch (StatusRuntimeException e) {
                        return failed(e, requestId, timeout, isSent.get());
                    }
                })
                .get();
    }

    /** Ends calls in progress. */
    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** Notes when a request is written to a connection; until then it waits for one. */
    private static final class NotedSending extends ClientStreamTracer.Factory {
        private final AtomicBoolean isSent;

        private NotedSending(AtomicBoolean isSent) {
            this.isSent = isSent;
        }

        @Override
        public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
            return new ClientStreamTracer() {
                @Override
                public void outboundHeaders() {
                    isSent.set(true);
                }
            };
        }
    }

    private Metadata headers(String requestId) {
        Metadata headers = new Metadata();
        settings.token().ifPresent(token -> put(headers, "authorization", token.authorization()));
        put(headers, "x-request-id", requestId);
        context.traceparent().ifPresent(trace -> put(headers, "traceparent", trace));
        return headers;
    }

    private static void put(Metadata headers, String key, String value) {
        headers.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
    }

    private <T> Attempt<Supplier<Outcome<T, Refusal>>> failed(
            StatusRuntimeException e, String requestId, Duration timeout, boolean isSent) throws InterruptedException {
        // gRPC sets the flag of an interrupted caller again.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        RpcFailure failure = RpcFailure.of(e);
        boolean isUnavailable = e.getStatus().getCode() == Status.Code.UNAVAILABLE;
        if (isUnavailable && failure.reason().isEmpty()) {
            // The channel itself would wait up to two minutes before it connects again.
            channel.resetConnectBackoff();
        }
        return failure.<Supplier<Outcome<T, Refusal>>>withoutResponse(timeout, isSent)
                .orElseGet(() -> new Attempt.Responded<>(
                        () -> Outcome.refused(failure.error(requestId), Refusal.class),
                        isUnavailable,
                        failure.retryAfter()));
    }
}

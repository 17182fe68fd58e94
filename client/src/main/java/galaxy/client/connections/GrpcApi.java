package galaxy.client.connections;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import galaxy.client.CallContext;
import galaxy.client.Detail;
import galaxy.client.InvalidResponseException;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.transport.Attempt;
import galaxy.client.transport.Connections;
import galaxy.client.transport.Effect;
import galaxy.client.transport.Retry;
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
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
        Status.Code code = e.getStatus().getCode();
        Optional<ServiceError> error = error(e, requestId);
        if (error.isEmpty() && code == Status.Code.DEADLINE_EXCEEDED) {
            return new Attempt.Failed<>("no response within " + timeout.toMillis() + " ms", isSent, e);
        }
        Optional<String> impossible = error.isEmpty() ? impossible(e) : Optional.empty();
        if (impossible.isPresent()) {
            return new Attempt.Impossible<>(impossible.get(), e);
        }
        if (error.isEmpty() && code == Status.Code.UNAVAILABLE) {
            // The channel itself would wait up to two minutes before it connects again.
            channel.resetConnectBackoff();
            return new Attempt.Failed<>(
                    isUnconnected(e) ? Connections.missing(e) : "the connection was lost", isSent, e);
        }
        ServiceError known = error.orElseGet(() -> new ServiceError(
                code.name(),
                code.name(),
                firstLine(e.getStatus()),
                List.of(),
                Optional.of(requestId),
                Optional.empty()));
        return new Attempt.Responded<>(
                () -> Outcome.refused(known, Refusal.class), code == Status.Code.UNAVAILABLE, known.retryAfter());
    }

    private static Optional<String> impossible(StatusRuntimeException e) {
        boolean isNoGrpc = Connections.causes(e)
                .anyMatch(
                        cause -> String.valueOf(cause.getMessage()).contains("First received frame was not SETTINGS"));
        return isNoGrpc ? Optional.of("it does not speak gRPC, or only with TLS") : Connections.impossible(e);
    }

    private static boolean isUnconnected(Throwable e) {
        return Connections.causes(e)
                .anyMatch(cause -> cause instanceof ConnectException || cause instanceof UnknownHostException);
    }

    /** The error that the service itself describes; empty if the status is from gRPC. */
    private static Optional<ServiceError> error(StatusRuntimeException e, String requestId) {
        com.google.rpc.Status status = StatusProto.fromThrowable(e);
        Optional<String> reason = Optional.empty();
        Optional<Duration> retryAfter = Optional.empty();
        List<Detail> details = new ArrayList<>();
        try {
            for (Any detail : status == null ? List.<Any>of() : status.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    reason = Optional.of(detail.unpack(ErrorInfo.class).getReason());
                } else if (detail.is(RetryInfo.class)) {
                    var delay = detail.unpack(RetryInfo.class).getRetryDelay();
                    retryAfter = Optional.of(Duration.ofSeconds(delay.getSeconds(), delay.getNanos()));
                } else if (detail.is(BadRequest.class)) {
                    detail.unpack(BadRequest.class)
                            .getFieldViolationsList()
                            .forEach(each -> details.add(new Detail(each.getField(), each.getDescription())));
                }
            }
        } catch (InvalidProtocolBufferException torn) {
            throw new InvalidResponseException("the details of the error are not readable");
        }
        String code = e.getStatus().getCode().name();
        Optional<Duration> pause = retryAfter;
        return reason.map(
                word -> new ServiceError(code, word, firstLine(e.getStatus()), details, Optional.of(requestId), pause));
    }

    /** The messages of gRPC itself may have many lines, for its developers. */
    private static String firstLine(Status status) {
        return Optional.ofNullable(status.getDescription())
                .flatMap(text -> text.lines().findFirst())
                .orElse("no message");
    }
}

package galaxy.client.gateway;

import com.google.protobuf.ByteString;
import galaxy.client.InvalidResponseException;
import galaxy.client.Outcome;
import galaxy.client.transport.Attempt;
import galaxy.client.transport.Connections;
import galaxy.client.transport.Retry;
import galaxy.client.transport.RpcFailure;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.ExecuteResponse;
import galaxy.contracts.gateway.v1.GatewayServiceGrpc;
import galaxy.contracts.gateway.v1.SessionEventsSubscribe;
import galaxy.contracts.gateway.v1.SignedRequest;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The signed half of the gateway, over gRPC. Safe for many threads. */
final class SignedApi implements AutoCloseable {
    /** The gateway allows pings 10 s apart. */
    private static final long PING_SECONDS = 20;

    private static final long PONG_SECONDS = 10;

    private final ManagedChannel channel;
    private final GatewaySettings settings;
    private final ServerClock clock;
    private final Retry retry;

    /** Whether there has been a response, or the reason why there is none has been looked for. */
    private final AtomicBoolean isGrpc = new AtomicBoolean();

    SignedApi(GatewaySettings settings, ServerClock clock) {
        this.settings = settings;
        this.clock = clock;
        this.retry = new Retry(settings.target(), settings.timeouts());
        this.channel = Grpc.newChannelBuilder(
                        settings.target(),
                        settings.isTls() ? TlsChannelCredentials.create() : InsecureChannelCredentials.create())
                .disableRetry()
                .keepAliveTime(PING_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(PONG_SECONDS, TimeUnit.SECONDS)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    <T> Outcome<T, Refusal> call(PlayerSession session, Call<T> call) {
        String requestId = call.requestId().value();
        var signing = signing(session, call.messageType(), requestId, call.payload());
        return retry.<Supplier<Outcome<T, Refusal>>>send(
                        requestId, call.effect(), timeout -> attempt(signing, call, requestId, timeout))
                .get();
    }

    private <T> Attempt<Supplier<Outcome<T, Refusal>>> attempt(
            Signing signing, Call<T> call, String requestId, Duration timeout) throws InterruptedException {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
        long sent = clock.local();
        try {
            ExecuteResponse response = ClientCalls.blockingUnaryCall(
                    channel, GatewayServiceGrpc.getExecuteMethod(), options, signing.sign());
            isGrpc.set(true);
            return new Attempt.Responded<>(() -> done(call, requestId, response), false, Optional.empty());
        } catch (StatusRuntimeException e) {
            // gRPC sets the flag of an interrupted caller again.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            RpcFailure failure = RpcFailure.of(e);
            return this.<Supplier<Outcome<T, Refusal>>>withoutResponse(failure, timeout)
                    .orElseGet(() -> new Attempt.Responded<>(
                            () -> Outcome.refused(failure.error(requestId), Refusal.class),
                            isTemporary(failure, sent),
                            failure.retryAfter()));
        }
    }

    private static <T> Outcome<T, Refusal> done(Call<T> call, String requestId, ExecuteResponse response) {
        if (!response.getRequestId().equals(requestId)) {
            throw new InvalidResponseException("request_id is not that of the request");
        }
        return new Outcome.Done<>(call.decode(response.getResult()));
    }

    /** A status that gRPC itself made for want of a response; empty for a response. */
    <T> Optional<Attempt<T>> withoutResponse(RpcFailure failure, Duration timeout) {
        boolean isResponse = failure.reason().isPresent();
        Optional<Attempt<T>> attempt = failure.<T>withoutResponse(timeout, !failure.isUnconnected())
                .or(() -> isCut(failure)
                        ? Optional.of(new Attempt.Failed<>("the connection was lost", true, failure.cause()))
                        : Optional.empty());
        if (isResponse) {
            isGrpc.set(true);
        } else {
            // The channel itself would wait up to two minutes before it connects again.
            channel.resetConnectBackoff();
        }
        return attempt.isPresent() && isOnlyTls(failure)
                ? Optional.of(new Attempt.Impossible<>(
                        "it speaks TLS; give the address of the gateway with https://",
                        new IllegalStateException("TLS")))
                : attempt;
    }

    /** What a server or a proxy that stops does to its calls. */
    private static boolean isCut(RpcFailure failure) {
        return failure.reason().isEmpty() && failure.status().equals(Status.Code.CANCELLED.name());
    }

    /** Whether the same request, signed anew, may succeed. */
    boolean isTemporary(RpcFailure failure, long sent) {
        Optional<GatewayReason> reason = failure.reason().flatMap(GatewayReason::of);
        if (reason.isEmpty()) {
            return false;
        }
        return switch (reason.get()) {
            case STALE_REQUEST -> {
                clock.corrected(failure, sent);
                yield true;
            }
            case TOO_MANY_REQUESTS, REQUEST_REPLAYED, SERVICE_UNAVAILABLE, DEADLINE_EXCEEDED -> true;
            case INVALID_REQUEST,
                    AUDIENCE_MISMATCH,
                    SESSION_INVALID,
                    SESSION_REVOKED,
                    SESSION_EXPIRED,
                    UNKNOWN_MESSAGE_TYPE,
                    PROFILE_UPDATE_BLOCKED,
                    LOGIN_BLOCKED,
                    USER_NOT_FOUND,
                    SESSION_NOT_FOUND,
                    CONFLICT,
                    INTERNAL_ERROR -> false;
        };
    }

    /** Asked once, and only where there never was a response. */
    private boolean isOnlyTls(RpcFailure failure) {
        if (settings.isTls() || failure.isUnconnected() || !isGrpc.compareAndSet(false, true)) {
            return false;
        }
        URI address = URI.create("http://" + settings.target().replaceFirst("^[a-z]+:/*", ""));
        return address.getHost() != null
                && address.getPort() > 0
                && Connections.speaksTls(address.getHost(), address.getPort());
    }

    /** A stream, which is open when its first message is there. */
    BlockingClientCall<?, SubscribeResponse> open(PlayerSession session, Optional<Cursor> after) {
        var payload = SessionEventsSubscribe.newBuilder();
        after.map(Cursor::value).ifPresent(payload::setAfter);
        var signing = signing(
                session,
                MessageType.SESSION_EVENTS_SUBSCRIBE.code(),
                RequestId.random().value(),
                payload.build().toByteString());
        return ClientCalls.blockingV2ServerStreamingCall(
                channel, GatewayServiceGrpc.getSubscribeMethod(), CallOptions.DEFAULT, signing.sign());
    }

    private Signing signing(PlayerSession session, String messageType, String requestId, ByteString payload) {
        var request = SignedRequest.newBuilder()
                .setMessageType(messageType)
                .setRequestId(requestId)
                .setPayload(payload);
        return new Signing(session, request, settings.audience(), clock);
    }

    ServerClock clock() {
        return clock;
    }

    GatewaySettings settings() {
        return settings;
    }

    /** Ends calls in progress. */
    @Override
    public void close() {
        channel.shutdownNow();
    }
}

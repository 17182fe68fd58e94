package galaxy.client.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import galaxy.client.CallContext;
import galaxy.client.Detail;
import galaxy.client.ErrorResponseException;
import galaxy.client.NoResponseException;
import galaxy.client.Outcome;
import galaxy.client.Timeouts;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.GetUsernameRequest;
import galaxy.contracts.connections.v1.GetUsernameResponse;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.contracts.connections.v1.SetUsernameResponse;
import galaxy.kernel.Secret;
import galaxy.redis.LoopbackPorts;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GrpcRetryIT {
    private static final UserRef USER = UserRef.of("u1");
    private static final GetUsernameResponse NOVA = GetUsernameResponse.newBuilder()
            .setUsernameRecord(galaxy.contracts.connections.v1.UsernameRecord.newBuilder()
                    .setUserId("u1")
                    .setUsername("nova"))
            .build();

    private final int port = LoopbackPorts.free();
    private final Planned service = new Planned();
    private final ConnectionsSettings settings = ConnectionsSettings.of("127.0.0.1:" + port);
    private Server server = start();

    @AfterEach
    void stop() throws InterruptedException {
        server.shutdownNow().awaitTermination();
    }

    @Test
    void repeats_a_call_after_the_pause_that_the_service_requires() {
        service.plan(error(
                Status.Code.UNAVAILABLE,
                "SERVICE_UNAVAILABLE",
                RetryInfo.newBuilder()
                        .setRetryDelay(com.google.protobuf.Duration.newBuilder().setSeconds(1))
                        .build()));
        long start = System.nanoTime();
        try (ConnectionsClient client = ConnectionsClient.of(settings)) {
            assertThat(client.getUsername(USER).orElseThrow().username()).isEqualTo(Username.of("nova"));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(service.headers)
                .hasSize(2)
                .extracting(headers -> value(headers, "x-request-id"))
                .doesNotContainNull();
        assertThat(value(service.headers.getFirst(), "x-request-id"))
                .isEqualTo(value(service.headers.getLast(), "x-request-id"));
    }

    @Test
    void returns_the_error_when_the_service_requires_a_longer_pause_than_the_timeout() {
        service.plan(error(
                Status.Code.UNAVAILABLE,
                "SERVICE_UNAVAILABLE",
                RetryInfo.newBuilder()
                        .setRetryDelay(com.google.protobuf.Duration.newBuilder().setSeconds(60))
                        .build()));
        try (ConnectionsClient client = ConnectionsClient.of(settings)) {
            var failure = catchThrowableOfType(ErrorResponseException.class, () -> client.getUsername(USER));
            assertThat(failure.error().code()).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(failure.error().retryAfter()).contains(Duration.ofSeconds(60));
        }
        assertThat(service.headers).hasSize(1);
    }

    @Test
    void does_not_repeat_refusals_and_internal_errors() {
        service.plan(error(
                Status.Code.INVALID_ARGUMENT,
                "INVALID_USER_ID",
                BadRequest.newBuilder()
                        .addFieldViolations(BadRequest.FieldViolation.newBuilder()
                                .setField("user_id")
                                .setDescription("is empty"))
                        .build()));
        service.plan(error(Status.Code.INTERNAL, "INTERNAL_ERROR"));
        service.plan(Status.PERMISSION_DENIED
                .withDescription("a proxy\nwith many lines")
                .asRuntimeException());
        try (ConnectionsClient client = ConnectionsClient.of(settings)) {
            assertThat(client.getUsername(USER)).satisfies(outcome -> {
                var refused = (Outcome.Refused<UsernameRecord, Refusal>) outcome;
                assertThat(refused.reason()).isEqualTo(Refusal.INVALID_USER_ID);
                assertThat(refused.error().details()).containsExactly(new Detail("user_id", "is empty"));
            });
            assertThat(catchThrowableOfType(ErrorResponseException.class, () -> client.getUsername(USER)))
                    .hasMessageStartingWith("INTERNAL INTERNAL_ERROR");
            assertThat(catchThrowableOfType(ErrorResponseException.class, () -> client.getUsername(USER)))
                    .hasMessageStartingWith("PERMISSION_DENIED PERMISSION_DENIED: a proxy (request ");
        }
        assertThat(service.headers).hasSize(3);
    }

    @Test
    void ends_an_attempt_without_a_response_at_its_timeout() {
        service.plan(new Silence());
        try (ConnectionsClient client =
                ConnectionsClient.of(settings.withTimeouts(Timeouts.DEFAULT.withAttempt(Duration.ofSeconds(2))))) {
            assertThat(client.getUsername(USER)).isInstanceOf(Outcome.Done.class);
        }
        assertThat(service.headers).hasSize(2);
    }

    @Test
    void connects_again_soon_after_the_service_is_back() throws InterruptedException {
        try (ConnectionsClient client = ConnectionsClient.of(settings)) {
            client.getUsername(USER).orElseThrow();
            server.shutdownNow().awaitTermination();
            var outcome = CompletableFuture.supplyAsync(() -> client.getUsername(USER));
            Awaitility.await().pollDelay(Duration.ofMillis(2_500)).until(() -> !outcome.isDone());
            server = start();
            assertThat(outcome.orTimeout(4, TimeUnit.SECONDS).join()).isInstanceOf(Outcome.Done.class);
        }
    }

    @Test
    void a_request_that_no_service_received_is_not_done() throws InterruptedException {
        server.shutdownNow().awaitTermination();
        try (ConnectionsClient client =
                ConnectionsClient.of(settings.withTimeouts(Timeouts.DEFAULT.withCall(Duration.ofMillis(700))))) {
            var failure = catchThrowableOfType(NoResponseException.class, () -> client.getUsername(USER));
            assertThat(failure.mayBeDone()).isFalse();
            assertThat(failure).hasMessageContaining("127.0.0.1:" + port + " did not respond (connection refused)");
        }
    }

    @Test
    void only_a_change_that_was_sent_may_have_been_carried_out() throws IOException {
        var briefly = Timeouts.DEFAULT.withCall(Duration.ofMillis(400));
        for (int i = 0; i < 10; i++) {
            service.plan(new Silence());
        }
        try (ConnectionsClient client = ConnectionsClient.of(settings.withTimeouts(briefly))) {
            assertThat(failure(() -> client.getUsername(USER)).mayBeDone()).isFalse();
            assertThat(failure(() -> client.setUsername(USER, Username.of("nova")))
                            .mayBeDone())
                    .isTrue();
        }
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ConnectionsClient client =
                        ConnectionsClient.of(ConnectionsSettings.of("127.0.0.1:" + silent.getLocalPort())
                                .withTimeouts(briefly))) {
            assertThat(failure(() -> client.setUsername(USER, Username.of("nova")))
                            .mayBeDone())
                    .as("no connection was ever ready")
                    .isFalse();
        }
    }

    private static NoResponseException failure(ThrowingCallable call) {
        return catchThrowableOfType(NoResponseException.class, call);
    }

    @Test
    void returns_when_the_calling_thread_is_interrupted() throws InterruptedException {
        service.plan(new Silence());
        try (ConnectionsClient client = ConnectionsClient.of(settings)) {
            var failed = new CompletableFuture<Throwable>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    client.getUsername(USER);
                } catch (NoResponseException e) {
                    failed.complete(e);
                }
            });
            Awaitility.await().until(() -> service.headers.size() == 1);
            caller.interrupt();
            assertThat(failed.join()).hasMessageContaining("interrupted");
        }
    }

    @Test
    void sends_token_request_id_and_trace() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        try (ConnectionsClient client = ConnectionsClient.of(settings.withToken(Secret.of("sesame")))) {
            client.in(CallContext.none().withRequestId("lobby-1").withTraceparent(trace))
                    .getUsername(USER);
        }
        Metadata headers = service.headers.getFirst();
        assertThat(value(headers, "authorization")).isEqualTo("Bearer sesame");
        assertThat(value(headers, "x-request-id")).isEqualTo("lobby-1");
        assertThat(value(headers, "traceparent")).isEqualTo(trace);
    }

    private Server start() {
        try {
            return Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
                    .addService(service)
                    .intercept(service.recorder())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(Metadata headers, String name) {
        return String.valueOf(headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
    }

    private static RuntimeException error(Status.Code code, String reason, com.google.protobuf.Message... details) {
        var status = com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage("No.")
                .addDetails(Any.pack(ErrorInfo.newBuilder().setReason(reason).build()));
        for (var detail : details) {
            status.addDetails(Any.pack(detail));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    /** No response at all. */
    private static final class Silence extends RuntimeException {}

    /** Fails as planned, and then returns a username. */
    private static final class Planned extends ConnectionsServiceGrpc.ConnectionsServiceImplBase {
        private final Queue<RuntimeException> failures = new ArrayDeque<>();
        private final List<Metadata> headers = new CopyOnWriteArrayList<>();

        synchronized void plan(RuntimeException failure) {
            failures.add(failure);
        }

        @Override
        public synchronized void getUsername(GetUsernameRequest request, StreamObserver<GetUsernameResponse> response) {
            RuntimeException failure = failures.poll();
            if (failure == null) {
                response.onNext(NOVA);
                response.onCompleted();
            } else if (!(failure instanceof Silence)) {
                response.onError(failure);
            }
        }

        /** Never responds. */
        @Override
        public void setUsername(SetUsernameRequest request, StreamObserver<SetUsernameResponse> response) {}

        ServerInterceptor recorder() {
            return new ServerInterceptor() {
                @Override
                public <Q, A> ServerCall.Listener<Q> interceptCall(
                        ServerCall<Q, A> call, Metadata received, ServerCallHandler<Q, A> next) {
                    headers.add(received);
                    return next.startCall(call, received);
                }
            };
        }
    }
}

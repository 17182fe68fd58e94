package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.contracts.RpcReason;
import galaxy.kernel.UnavailableException;
import io.grpc.CallOptions;
import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RpcErrorsIT {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final RpcErrors errors = new RpcErrors(TestRpc.DOMAIN);

    @AfterEach
    void restore() {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.out);
    }

    private String logged() {
        return log.toString(StandardCharsets.UTF_8);
    }

    private static TestRpc server(ServerCalls.UnaryMethod<StringValue, StringValue> work) {
        return new TestRpc(Map.of(), Callers.none(), work);
    }

    /** What comes of it when the handler throws this, and when it hands it to its observer. */
    private void bothWays(Supplier<RuntimeException> fault, Consumer<Reply> check) {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.INFO), log);
        try (var thrower = server((request, observer) -> {
                    throw fault.get();
                });
                var observing = server((request, observer) -> observer.onError(fault.get()))) {
            check.accept(thrower.call(TestRpc.OPEN, "x-request-id", "req-7"));
            check.accept(observing.call(TestRpc.OPEN, "x-request-id", "req-7"));
        }
    }

    @Test
    void an_error_of_the_service_arrives_as_it_was_made() {
        bothWays(() -> errors.invalid(RpcReason.INVALID_USERNAME, "username", "is too short"), reply -> {
            reply.refused(Status.Code.INVALID_ARGUMENT, "INVALID_USERNAME");
            assertThat(reply.detail(BadRequest.class)
                            .orElseThrow()
                            .getFieldViolations(0)
                            .getField())
                    .isEqualTo("username");
            assertThat(reply.trailer("x-request-id")).hasValue("req-7");
        });
        assertThat(logged()).doesNotContain("ERROR");
    }

    @Test
    void an_error_without_a_reason_gets_one() {
        bothWays(() -> Status.NOT_FOUND.withDescription("no such thing").asRuntimeException(), reply -> {
            reply.refused(Status.Code.NOT_FOUND, "NOT_FOUND");
            assertThat(reply.status().getDescription()).isEqualTo("no such thing");
        });
    }

    @Test
    void what_does_not_answer_is_unavailable_and_a_warning() {
        bothWays(() -> new UnavailableException("the store is silent", Duration.ofMillis(2500)), reply -> {
            reply.refused(Status.Code.UNAVAILABLE, "SERVICE_UNAVAILABLE");
            var delay = reply.detail(RetryInfo.class).orElseThrow().getRetryDelay();
            assertThat(delay.getSeconds()).isEqualTo(3);
            assertThat(reply.status().getDescription()).doesNotContain("store");
        });
        assertThat(logged()).contains("WARN", "the store is silent", "request_id=req-7");
        assertThat(logged()).doesNotContain("ERROR").doesNotContain("\tat ");
    }

    @Test
    void a_bug_returns_only_the_request_id_and_is_logged_with_its_trace() {
        bothWays(() -> new IllegalStateException("hidden thing"), reply -> {
            reply.refused(Status.Code.INTERNAL, "INTERNAL_ERROR");
            assertThat(reply.status().getDescription()).contains("req-7").doesNotContain("hidden");
            assertThat(reply.trailers().toString()).doesNotContain("hidden");
        });
        assertThat(logged()).contains("ERROR", "IllegalStateException: hidden thing", "\tat ", "request_id=req-7");
    }

    @Test
    void an_error_of_the_machine_is_a_bug_too() {
        try (var rpc = server((request, observer) -> {
            throw new StackOverflowError();
        })) {
            rpc.call(TestRpc.OPEN).refused(Status.Code.INTERNAL, "INTERNAL_ERROR");
            rpc.call(TestRpc.OPEN).refused(Status.Code.INTERNAL, "INTERNAL_ERROR");
        }
    }

    @Test
    void a_handler_that_ends_without_a_response_is_a_bug() {
        try (var rpc = server((request, observer) -> observer.onCompleted())) {
            rpc.call(TestRpc.OPEN).refused(Status.Code.INTERNAL, "INTERNAL_ERROR");
        }
    }

    @Test
    void a_handler_that_throws_after_its_answer_changes_nothing() {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.INFO), log);
        try (var rpc = server((request, observer) -> {
            observer.onNext(StringValue.of("done"));
            observer.onCompleted();
            throw new IllegalStateException("too late");
        })) {
            assertThat(rpc.call(TestRpc.OPEN).ok().value()).isEqualTo("done");
            await().until(() -> logged().contains("too late"));
        }
    }

    @Test
    void a_handler_that_breaks_between_response_and_end_fails_the_call() {
        try (var rpc = server((request, observer) -> {
            observer.onNext(StringValue.of("half"));
            throw new IllegalStateException("broken");
        })) {
            rpc.call(TestRpc.OPEN).refused(Status.Code.INTERNAL, "INTERNAL_ERROR");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"things.v1.Things/Missing", "hidden.v9.Service/Method", "hidden"})
    void a_method_that_does_not_exist_is_not_found(String name) {
        try (var rpc = new TestRpc()) {
            var missing = TestRpc.OPEN.toBuilder().setFullMethodName(name).build();
            var reply = rpc.call(missing).refused(Status.Code.UNIMPLEMENTED, "METHOD_NOT_FOUND");
            assertThat(reply.status().getDescription()).doesNotContain("hidden");
            await().untilAsserted(() -> assertThat(rpc.metrics("rpc_requests_total"))
                    .containsExactly(TestRpc.counted("none", "method_not_found")));
        }
    }

    @Test
    void bytes_that_are_no_message_are_refused() {
        var handled = new AtomicInteger();
        try (var rpc = server((request, observer) -> handled.incrementAndGet())) {
            var bytes = TestRpc.OPEN.toBuilder(new Bytes(), TestRpc.OPEN.getResponseMarshaller())
                    .build();
            var reply = rpc.begin(bytes, CallOptions.DEFAULT, new byte[] {10, 100, 1})
                    .reply();
            reply.refused(Status.Code.INVALID_ARGUMENT, "INVALID_REQUEST");
            assertThat(reply.detail(BadRequest.class)).isPresent();
            assertThat(handled).hasValue(0);
        }
    }

    @Test
    void a_message_that_is_not_compressed_as_it_says_is_refused() {
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), log);
        var codecs = CompressorRegistry.newEmptyInstance();
        codecs.register(new NotGzip());
        try (var rpc = server(TestRpc.answering(name -> name))) {
            var channel = NettyChannelBuilder.forTarget(rpc.server.target())
                    .usePlaintext()
                    .compressorRegistry(codecs)
                    .build();
            try {
                var options = CallOptions.DEFAULT.withCompression("gzip");
                TestRpc.begin(channel, TestRpc.OPEN, options, StringValue.of("pilot"), TestRpc.metadata())
                        .reply()
                        .refused(Status.Code.INVALID_ARGUMENT, "INVALID_REQUEST");
            } finally {
                channel.shutdownNow();
            }
        }
        assertThat(logged()).isEmpty();
    }

    @Test
    void a_call_without_a_message_is_refused() {
        var handled = new AtomicInteger();
        try (var rpc = server((request, observer) -> handled.incrementAndGet())) {
            var call = rpc.channel.newCall(TestRpc.OPEN, CallOptions.DEFAULT);
            var reply = new Reply.Listener();
            call.start(reply, TestRpc.metadata());
            call.request(2);
            call.halfClose();
            reply.reply().refused(Status.Code.INVALID_ARGUMENT, "INVALID_REQUEST");
            assertThat(handled).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void a_message_over_64_KiB_is_refused_and_one_of_64_KiB_is_not(String compression) {
        try (var rpc = server(TestRpc.answering(value -> "" + value.length()))) {
            // A tag and three bytes of length.
            int most = 64 * 1024 - 4;
            var options = CallOptions.DEFAULT.withCompression(compression);
            var fits = StringValue.of("x".repeat(most));
            assertThat(rpc.begin(TestRpc.OPEN, options, fits).reply().ok().value())
                    .isEqualTo("" + most);
            for (int more : new int[] {1, 100_000}) {
                rpc.begin(TestRpc.OPEN, options, StringValue.of("x".repeat(most + more)))
                        .reply()
                        .refused(Status.Code.RESOURCE_EXHAUSTED, "PAYLOAD_TOO_LARGE");
            }
        }
    }

    @Test
    void a_message_far_over_64_KiB_is_cut_off_below() {
        var handled = new AtomicInteger();
        try (var rpc = server((request, observer) -> handled.incrementAndGet())) {
            var reply = rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, StringValue.of("x".repeat(1_000_000)))
                    .reply();
            assertThat(reply.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            assertThat(handled).hasValue(0);
            await().untilAsserted(() -> assertThat(rpc.metrics("rpc_requests_total"))
                    .containsExactly(TestRpc.counted("Open", "cancelled")));
        }
    }

    @Test
    void metadata_over_16_KiB_is_refused() {
        var handled = new AtomicInteger();
        try (var rpc = server((request, observer) -> {
            handled.incrementAndGet();
            TestRpc.answering(name -> name).invoke(request, observer);
        })) {
            rpc.call(TestRpc.OPEN, "x-much", "y".repeat(12_000)).ok();
            var reply = rpc.call(TestRpc.OPEN, "x-much", "y".repeat(17_000));
            assertThat(reply.status().toString()).contains("INTERNAL", "max allowed size (16384)");
            assertThat(handled).hasValue(1);
        }
    }

    private static final class NotGzip implements Compressor {
        @Override
        public String getMessageEncoding() {
            return "gzip";
        }

        @Override
        public OutputStream compress(OutputStream out) {
            return out;
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

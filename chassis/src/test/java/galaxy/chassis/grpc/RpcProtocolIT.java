package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import galaxy.chassis.identity.Callers;
import io.grpc.Status;
import io.netty.handler.codec.http2.Http2Error;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients send and accept that no library would. */
class RpcProtocolIT {
    private static final byte[] PILOT = StringValue.of("pilot").toByteArray();
    private static final String LARGE = "x".repeat(50_000);

    private static TestRpc server(Map<String, String> settings) {
        return new TestRpc(settings, Callers.none(), TestRpc.answering(name -> LARGE));
    }

    private static Reply answer(RawRpc.End end) {
        assertThat(end).isInstanceOf(RawRpc.End.Answered.class);
        return ((RawRpc.End.Answered) end).reply();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Test
    void serves_a_call_of_plain_frames() throws Exception {
        try (var rpc = server(Map.of());
                var raw = new RawRpc(rpc.server).preface()) {
            int call = raw.open("Open");
            raw.message(call, PILOT, false, true);
            answer(raw.end(call)).ok();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Open", "Follow"})
    void refuses_a_second_message(String method) throws Exception {
        try (var rpc = server(Map.of());
                var raw = new RawRpc(rpc.server).preface()) {
            int call = raw.open(method);
            raw.message(call, PILOT, false, false);
            raw.message(call, PILOT, false, true);
            answer(raw.end(call)).refused(Status.Code.INVALID_ARGUMENT, "INVALID_REQUEST");
        }
    }

    @Test
    void refuses_a_compressed_message_of_a_call_that_does_not_say_how() throws Exception {
        try (var rpc = server(Map.of());
                var raw = new RawRpc(rpc.server).preface()) {
            int none = raw.open("Open");
            raw.message(none, PILOT, true, true);
            answer(raw.end(none)).refused(Status.Code.INVALID_ARGUMENT, "INVALID_REQUEST");
            int identity = raw.open("Open", "grpc-encoding", "identity");
            raw.message(identity, PILOT, true, true);
            answer(raw.end(identity)).refused(Status.Code.INVALID_ARGUMENT, "INVALID_REQUEST");
        }
    }

    @Test
    void refuses_an_encoding_that_it_does_not_know_and_names_the_one_it_does() throws Exception {
        try (var rpc = server(Map.of());
                var raw = new RawRpc(rpc.server).preface()) {
            int call = raw.open("Open", "grpc-encoding", "snappy");
            raw.message(call, PILOT, true, true);
            var reply = answer(raw.end(call)).refused(Status.Code.UNIMPLEMENTED, "UNSUPPORTED_ENCODING");
            assertThat(reply.trailer("grpc-accept-encoding")).hasValue("gzip");
        }
    }

    @Test
    void refuses_a_request_that_does_not_arrive_in_time() throws Exception {
        try (var rpc = server(Map.of("grpc.read-timeout", "300ms"));
                var raw = new RawRpc(rpc.server).preface()) {
            long began = System.nanoTime();
            int call = raw.open("Open");
            raw.message(call, PILOT, false, false);
            answer(raw.end(call)).refused(Status.Code.INVALID_ARGUMENT, "INVALID_REQUEST");
            assertThat(since(began)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
            rpc.awaitReached("body_time", 1);
        }
    }

    @Test
    void resets_a_call_whose_response_is_not_accepted_in_time() throws Exception {
        try (var rpc = server(Map.of("grpc.write-timeout", "300ms"));
                var raw = new RawRpc(rpc.server).preface(0)) {
            long began = System.nanoTime();
            int call = raw.open("Open");
            raw.message(call, PILOT, false, true);
            assertThat(raw.end(call)).isEqualTo(new RawRpc.End.Reset(Http2Error.ENHANCE_YOUR_CALM.code()));
            assertThat(since(began)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
            rpc.awaitReached("write_time", 1);
        }
    }

    @Test
    void closes_a_connection_that_does_not_begin_in_time() throws Exception {
        try (var rpc = server(Map.of("grpc.read-timeout", "300ms"))) {
            long began = System.nanoTime();
            try (var raw = new RawRpc(rpc.server)) {
                assertThat(raw.end(0)).isInstanceOf(RawRpc.End.Closed.class);
            }
            assertThat(since(began)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(10));
            rpc.awaitReached("handshake_time", 1);
        }
    }

    @Test
    void refuses_metadata_that_is_too_large() throws Exception {
        try (var rpc = server(Map.of("grpc.max-header-bytes", "1024"));
                var raw = new RawRpc(rpc.server).preface()) {
            assertThat(raw.end(raw.open("Open", "x-much", "y".repeat(1100)))).isNotInstanceOf(RawRpc.End.Closed.class);
            rpc.awaitReached("header_bytes", 1);
        }
    }

    @Test
    void closes_a_connection_whose_headers_never_end() throws Exception {
        try (var rpc = server(Map.of("grpc.idle-timeout", "300ms", "grpc.read-timeout", "300ms"));
                var raw = new RawRpc(rpc.server).preface()) {
            long began = System.nanoTime();
            raw.openInPart("Open");
            assertThat(raw.end(0)).isInstanceOf(RawRpc.End.Closed.class);
            assertThat(since(began)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(18));
        }
    }

    @Test
    void closes_a_connection_on_which_too_many_calls_are_cancelled() throws Exception {
        try (var rpc = server(Map.of("grpc.max-resets", "20"));
                var raw = new RawRpc(rpc.server).preface()) {
            for (int i = 0; i < 20; i++) {
                raw.reset(raw.open("Open"));
            }
            int call = raw.open("Open");
            raw.message(call, PILOT, false, true);
            answer(raw.end(call)).ok();
            raw.reset(raw.open("Open"));
            assertThat(raw.end(raw.open("Open"))).isEqualTo(new RawRpc.End.Closed(Http2Error.ENHANCE_YOUR_CALM.code()));
            rpc.awaitReached("resets", 1);
            rpc.call(TestRpc.OPEN).ok();
        }
    }
}

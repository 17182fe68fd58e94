package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import galaxy.chassis.identity.Callers;
import galaxy.kernel.Deadline;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.netty.handler.codec.http2.Http2Error;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Calls that last as long as their callers like. */
class RpcStreamsIT {
    private static final StringValue PILOT = StringValue.of("pilot");

    private final CountDownLatch following = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final AtomicInteger sent = new AtomicInteger();

    /** Sends what is left of the work's time, and then nothing until it is interrupted; other calls get it and end. */
    private void follow(StringValue request, StreamObserver<StringValue> answer) {
        answer.onNext(StringValue.of(Long.toString(Deadline.nanosLeft())));
        if (request.getValue().equals("for ever")) {
            following.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(10));
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new IllegalStateException("interrupted", e);
            }
        }
        answer.onCompleted();
    }

    /** Sends without end. */
    private void flood(StringValue request, StreamObserver<StringValue> answer) {
        var much = StringValue.of("x".repeat(10_000));
        try {
            while (true) {
                answer.onNext(much);
                sent.incrementAndGet();
            }
        } finally {
            interrupted.countDown();
        }
    }

    private TestRpc server(Map<String, String> settings) {
        return new TestRpc(settings, Callers.none(), this::follow);
    }

    private TestRpc.Running begin(TestRpc rpc) {
        var running = rpc.begin(TestRpc.FOLLOW, CallOptions.DEFAULT, StringValue.of("for ever"));
        await().until(() -> following.getCount() == 0);
        return running;
    }

    private void endsInterrupted() {
        await().until(() -> interrupted.getCount() == 0);
    }

    @Test
    void a_stream_has_no_deadline_of_the_work_and_a_request_has() {
        try (var rpc = server(Map.of())) {
            assertThat(Long.parseLong(rpc.call(TestRpc.FOLLOW).ok().value())).isEqualTo(Long.MAX_VALUE);
            assertThat(Long.parseLong(rpc.call(TestRpc.OPEN).ok().value()))
                    .isBetween(1L, Duration.ofMillis(1500).toNanos());
        }
    }

    @Test
    void streams_hold_no_permit() {
        try (var rpc = server(Map.of("grpc.max-in-flight", "1"))) {
            begin(rpc);
            rpc.call(TestRpc.FOLLOW).ok();
            rpc.call(TestRpc.OPEN).ok();
        }
    }

    @Test
    void a_stop_ends_streams_at_once_and_says_so() {
        try (var rpc = server(Map.of("grpc.stop-timeout", "60s"))) {
            var stream = begin(rpc);
            long before = System.nanoTime();
            rpc.server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
            stream.reply().refused(Status.Code.UNAVAILABLE, "SERVICE_UNAVAILABLE");
            endsInterrupted();
        }
    }

    @Test
    void a_stream_is_interrupted_when_its_caller_leaves() {
        try (var rpc = server(Map.of())) {
            begin(rpc).call().cancel("no longer wanted", null);
            endsInterrupted();
            await().untilAsserted(() -> assertThat(rpc.metrics("rpc_requests_total"))
                    .containsExactly(TestRpc.counted("Follow", "cancelled")));
        }
    }

    @Test
    void a_stream_waits_for_its_caller_and_is_reset_when_nothing_is_accepted() throws Exception {
        try (var rpc = new TestRpc(Map.of("grpc.write-timeout", "300ms"), Callers.none(), this::flood);
                var raw = new RawRpc(rpc.server).preface(65_535)) {
            int call = raw.open("Follow");
            raw.message(call, PILOT.toByteArray(), false, true);
            assertThat(raw.end(call)).isEqualTo(new RawRpc.End.Reset(Http2Error.ENHANCE_YOUR_CALM.code()));
            endsInterrupted();
            // The window, and what the server queues beyond it.
            assertThat(sent.get()).isBetween(6, 20);
            await().untilAsserted(() -> assertThat(rpc.metrics("rpc_requests_total"))
                    .containsExactly(TestRpc.counted("Follow", "deadline_exceeded")));
        }
    }

    @Test
    void a_stream_sends_everything_to_a_caller_that_accepts_it() {
        try (var rpc = new TestRpc(Map.of("grpc.write-timeout", "5s"), Callers.none(), (request, answer) -> {
            for (int i = 0; i < 300; i++) {
                answer.onNext(StringValue.of(i + "x".repeat(10_000)));
            }
            answer.onCompleted();
        })) {
            var stream = rpc.begin(TestRpc.FOLLOW, CallOptions.DEFAULT, PILOT);
            stream.call().request(1000);
            assertThat(stream.reply().ok().value()).startsWith("299");
        }
    }
}

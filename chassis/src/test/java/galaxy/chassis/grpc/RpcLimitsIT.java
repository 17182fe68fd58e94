package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import com.google.rpc.RetryInfo;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.telemetry.RpcMetrics;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.Status;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RpcLimitsIT {
    private static final StringValue PILOT = StringValue.of("pilot");
    private final Barrier barrier = new Barrier();

    private static void counted(TestRpc rpc, String outcome) {
        await().untilAsserted(() ->
                assertThat(rpc.metrics("rpc_requests_total")).containsExactly(TestRpc.counted("Open", outcome)));
    }

    @Test
    void refuses_more_calls_at_once_than_it_takes_on() {
        try (var rpc = new TestRpc(Map.of("http.max-in-flight", "1"), Callers.none(), barrier.work())) {
            var first = rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, PILOT);
            barrier.awaitArrival();
            var second = rpc.call(TestRpc.READ).refused(Status.Code.UNAVAILABLE, "SERVICE_UNAVAILABLE");
            assertThat(second.detail(RetryInfo.class)
                            .orElseThrow()
                            .getRetryDelay()
                            .getSeconds())
                    .isEqualTo(1);
            barrier.open();
            first.reply().ok();
            rpc.call(TestRpc.OPEN).ok();
        }
    }

    @Test
    void does_not_begin_a_call_whose_deadline_has_passed() {
        try (var rpc = new TestRpc(Map.of(), Callers.none(), barrier.work())) {
            // Not as an option of the call, so that no client stands by and ends it by itself.
            rpc.call(TestRpc.OPEN, "grpc-timeout", "1n").refused(Status.Code.DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED");
            counted(rpc, "deadline_exceeded");
            assertThat(barrier.reached()).isFalse();
        }
    }

    @Test
    void ends_a_call_whose_deadline_passes_while_it_runs() {
        try (var rpc = new TestRpc(Map.of(), Callers.none(), barrier.workUntilCancelled())) {
            var reply = rpc.call(TestRpc.OPEN, "grpc-timeout", "300m");
            assertThat(reply.status().isOk()).isFalse();
            assertThat(barrier.reached()).isTrue();
            counted(rpc, "deadline_exceeded");
        }
    }

    @Test
    void notifies_the_handler_of_a_deadline_and_of_a_cancel() {
        try (var rpc = new TestRpc(Map.of(), Callers.none(), barrier.workUntilCancelled())) {
            var options = CallOptions.DEFAULT.withDeadlineAfter(1, TimeUnit.HOURS);
            var running = rpc.begin(TestRpc.OPEN, options, PILOT);
            barrier.awaitArrival();
            running.call().cancel("no longer wanted", null);
            assertThat(running.reply().status().getCode()).isEqualTo(Status.Code.CANCELLED);
            counted(rpc, "cancelled");
        }
    }

    @Test
    void closes_an_idle_connection() {
        try (var rpc =
                new TestRpc(Map.of("http.idle-timeout", "200ms"), Callers.none(), TestRpc.answering(name -> name))) {
            rpc.call(TestRpc.OPEN).ok();
            await().until(() -> rpc.channel.getState(false) == ConnectivityState.IDLE);
            rpc.call(TestRpc.OPEN).ok();
        }
    }

    @Test
    void keeps_no_more_connections_open_at_once_than_it_may() {
        try (var rpc =
                new TestRpc(Map.of("http.max-connections", "1"), Callers.none(), TestRpc.answering(name -> name))) {
            rpc.call(TestRpc.OPEN).ok();
            var next = rpc.channel();
            try {
                var waiting = TestRpc.begin(next, TestRpc.OPEN, CallOptions.DEFAULT, PILOT, TestRpc.metadata());
                var inTime = CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS);
                var late = TestRpc.begin(next, TestRpc.OPEN, inTime, PILOT, TestRpc.metadata());
                assertThat(late.reply().status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
                assertThat(waiting.done()).isFalse();
                rpc.channel.shutdown();
                waiting.reply().ok();
            } finally {
                next.shutdownNow();
            }
        }
    }

    @Test
    void says_which_port_it_cannot_have() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> GrpcServer.start(
                            "things",
                            TestRpc.api(TestRpc.answering(name -> name), TestRpc.ACCESS),
                            TestRpc.settings(Map.of("things.grpc.port", Integer.toString(taken.getLocalPort()))),
                            Callers.none(),
                            new RpcMetrics(new PrometheusRegistry())))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1 port " + taken.getLocalPort())
                    .hasMessageContaining("another port");
        }
    }
}

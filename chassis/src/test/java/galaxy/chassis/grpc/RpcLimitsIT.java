package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import com.google.rpc.RetryInfo;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.chassis.telemetry.RpcMetrics;
import galaxy.kernel.Deadline;
import galaxy.kernel.UnavailableException;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.Status;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        try (var rpc = new TestRpc(Map.of("grpc.max-in-flight", "1"), Callers.none(), barrier.work())) {
            var first = rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, PILOT);
            barrier.awaitArrival();
            var second = rpc.call(TestRpc.READ).refused(Status.Code.UNAVAILABLE, "SERVICE_UNAVAILABLE");
            assertThat(second.detail(RetryInfo.class)
                            .orElseThrow()
                            .getRetryDelay()
                            .getSeconds())
                    .isEqualTo(1);
            rpc.awaitReached("in_flight", 1);
            await().untilAsserted(
                            () -> assertThat(rpc.now("rpc_requests_in_flight")).isEqualTo(1));
            barrier.open();
            first.reply().ok();
            await().until(() -> rpc.now("rpc_requests_in_flight") == 0);
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
            var reply = rpc.call(TestRpc.OPEN, "grpc-timeout", "2000m");
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
                new TestRpc(Map.of("grpc.idle-timeout", "200ms"), Callers.none(), TestRpc.answering(name -> name))) {
            rpc.call(TestRpc.OPEN).ok();
            await().until(() -> rpc.channel.getState(false) == ConnectivityState.IDLE);
            rpc.awaitReached("idle", 1);
            rpc.call(TestRpc.OPEN).ok();
        }
    }

    @Test
    void keeps_no_more_connections_open_at_once_than_it_may() {
        try (var rpc =
                new TestRpc(Map.of("grpc.max-connections", "1"), Callers.none(), TestRpc.answering(name -> name))) {
            rpc.call(TestRpc.OPEN).ok();
            var next = rpc.channel();
            try {
                var waiting = TestRpc.begin(next, TestRpc.OPEN, CallOptions.DEFAULT, PILOT, TestRpc.metadata());
                var inTime = CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS);
                var late = TestRpc.begin(next, TestRpc.OPEN, inTime, PILOT, TestRpc.metadata());
                assertThat(late.reply().status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
                assertThat(waiting.done()).isFalse();
                assertThat(rpc.now("rpc_connections")).isEqualTo(1);
                rpc.awaitReached("connections", 1);
                rpc.channel.shutdown();
                waiting.reply().ok();
            } finally {
                next.shutdownNow();
            }
        }
    }

    @Test
    void takes_messages_and_metadata_up_to_its_own_limits() {
        var settings = Map.of("things.grpc.max-body-bytes", "2048", "things.grpc.max-header-bytes", "1024");
        try (var rpc = new TestRpc(settings, Callers.none(), TestRpc.answering(value -> "" + value.length()))) {
            rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, StringValue.of("x".repeat(2045)))
                    .reply()
                    .ok();
            var large = rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, StringValue.of("x".repeat(2046)))
                    .reply()
                    .refused(Status.Code.RESOURCE_EXHAUSTED, "PAYLOAD_TOO_LARGE");
            assertThat(large.status().getDescription()).contains("2 KiB");
            rpc.awaitReached("body_bytes", 1);
            var larger = rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, StringValue.of("x".repeat(10_000)))
                    .reply();
            assertThat(larger.status().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
            rpc.awaitReached("body_bytes", 2);
            assertThat(rpc.call(TestRpc.OPEN, "x-much", "y".repeat(1000))
                            .status()
                            .toString())
                    .contains("max allowed size (1024)");
        }
    }

    @Test
    void works_on_no_more_calls_of_a_connection_at_once_than_it_may() {
        try (var rpc = new TestRpc(Map.of("grpc.max-streams", "1"), Callers.none(), barrier.work())) {
            var first = rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, PILOT);
            barrier.awaitArrival();
            var inTime = CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS);
            var second = rpc.begin(TestRpc.OPEN, inTime, PILOT).reply();
            assertThat(second.status().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
            barrier.open();
            first.reply().ok();
            rpc.call(TestRpc.OPEN).ok();
            await().untilAsserted(() -> assertThat(rpc.metrics("rpc_requests_total"))
                    .containsExactly(TestRpc.counted("Open", "ok").replace(" 1.0", " 2.0")));
        }
    }

    @Test
    void closes_an_old_connection_after_its_calls() {
        try (var rpc = new TestRpc(Map.of("grpc.max-connection-age", "300ms"), Callers.none(), barrier.work())) {
            var running = rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, PILOT);
            barrier.awaitArrival();
            await().until(() -> rpc.channel.getState(false) == ConnectivityState.IDLE);
            rpc.awaitReached("age", 1);
            barrier.open();
            running.reply().ok();
        }
    }

    @Test
    void logs_only_calls_that_fail_when_it_shall_not_log() {
        var log = new ByteArrayOutputStream();
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.INFO), log);
        try (var rpc =
                new TestRpc(Map.of("things.grpc.access-log", "off"), Callers.none(), TestRpc.answering(name -> name))) {
            rpc.call(TestRpc.OPEN, "x-request-id", "succeeds").ok();
            rpc.call(TestRpc.OPEN.toBuilder().setFullMethodName("none/none").build(), "x-request-id", "fails");
            await().until(() -> log.toString(StandardCharsets.UTF_8).contains("request answered"));
        } finally {
            Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.out);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("fails").doesNotContain("succeeds");
    }

    @Test
    void counts_work_that_took_longer_than_it_may_and_warns_of_it_once() {
        var log = new ByteArrayOutputStream();
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.INFO), log);
        try (var rpc = new TestRpc(Map.of("grpc.work-timeout", "1ms"), Callers.none(), TestRpc.answering(name -> {
            while (Deadline.nanosLeft() > 0) {
                Thread.onSpinWait();
            }
            throw new UnavailableException("the store of these calls is away", Duration.ofSeconds(1));
        }))) {
            for (int i = 0; i < 20; i++) {
                rpc.call(TestRpc.OPEN).refused(Status.Code.UNAVAILABLE, "SERVICE_UNAVAILABLE");
            }
            rpc.awaitReached("work_time", 20);
        } finally {
            Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.out);
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).containsOnlyOnce("the store of these calls is away");
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

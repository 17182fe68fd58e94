package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import galaxy.chassis.identity.Callers;
import io.grpc.CallOptions;
import io.grpc.ConnectivityState;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class RpcStopIT {
    private static final StringValue PILOT = StringValue.of("pilot");
    private final Barrier barrier = new Barrier();

    private static FutureTask<Boolean> stop(TestRpc rpc) {
        var task = new FutureTask<>(rpc.server::close, true);
        Thread.ofVirtual().start(task);
        return task;
    }

    static Queue<ServingStatus> watch(TestRpc rpc, String service) {
        var seen = new ConcurrentLinkedQueue<ServingStatus>();
        var request = HealthCheckRequest.newBuilder().setService(service).build();
        HealthGrpc.newStub(rpc.channel).watch(request, new StreamObserver<>() {
            @Override
            public void onNext(HealthCheckResponse response) {
                seen.add(response.getStatus());
            }

            @Override
            public void onError(Throwable t) {}

            @Override
            public void onCompleted() {}
        });
        return seen;
    }

    @Test
    void finishes_what_runs_when_it_is_stopped_and_takes_nothing_new() throws Exception {
        try (var rpc = new TestRpc(Map.of(), Callers.none(), barrier.work())) {
            var seen = watch(rpc, TestRpc.SERVICE);
            await().until(() -> seen.contains(ServingStatus.SERVING));
            var running = rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, PILOT);
            barrier.awaitArrival();
            var stopped = stop(rpc);
            await().until(() -> seen.contains(ServingStatus.NOT_SERVING));
            await().untilAsserted(() ->
                    assertThat(rpc.call(TestRpc.READ).status().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
            assertThat(stopped.isDone()).isFalse();
            assertThat(running.done()).isFalse();
            barrier.open();
            assertThat(running.reply().ok().value()).isEqualTo("pilot");
            assertThat(stopped.get()).isTrue();
        }
    }

    @Test
    void has_clients_leave_before_it_stops_and_serves_them_until_they_have() throws Exception {
        try (var rpc = new TestRpc(Map.of(), Callers.none(), barrier.work())) {
            var seen = watch(rpc, TestRpc.SERVICE);
            await().until(() -> seen.contains(ServingStatus.SERVING));
            var running = rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, PILOT);
            barrier.awaitArrival();
            rpc.server.drain();
            await().until(() -> seen.contains(ServingStatus.NOT_SERVING));
            await("the client has left the connection")
                    .until(() -> rpc.channel.getState(false) != ConnectivityState.READY);
            barrier.open();
            assertThat(running.reply().ok().value()).isEqualTo("pilot");
            assertThat(rpc.call(TestRpc.OPEN).ok().value())
                    .as("on another connection")
                    .isEqualTo("pilot");
        }
    }

    @Test
    void does_not_wait_for_ever_when_it_is_stopped() throws Exception {
        try (var rpc =
                new TestRpc(Map.of("grpc.stop-timeout", "200ms"), Callers.none(), barrier.workUntilCancelled())) {
            var running = rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, PILOT);
            barrier.awaitArrival();
            long before = System.nanoTime();
            rpc.server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
            assertThat(running.reply().status().isOk()).isFalse();
        }
    }

    @Test
    void does_not_wait_for_a_handler_that_ignores_its_deadline() {
        try (var rpc = new TestRpc(Map.of("grpc.stop-timeout", "200ms"), Callers.none(), barrier.work())) {
            var running = rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT, PILOT);
            barrier.awaitArrival();
            rpc.server.close();
            assertThat(running.reply().status().isOk()).isFalse();
        }
    }

    @Test
    void does_not_wait_for_those_who_watch_its_health() {
        try (var rpc = new TestRpc(Map.of("grpc.stop-timeout", "60s"), Callers.none(), barrier.work())) {
            var seen = watch(rpc, "");
            await().until(() -> seen.contains(ServingStatus.SERVING));
            long before = System.nanoTime();
            rpc.server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        }
    }
}

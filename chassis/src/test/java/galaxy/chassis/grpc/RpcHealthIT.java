package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.identity.Callers;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a listener says of the health of its service. */
class RpcHealthIT {
    private final AtomicInteger checks = new AtomicInteger();
    private volatile HealthCheck.Status store = HealthCheck.Status.up();

    private TestRpc server() {
        var check = new HealthCheck("store", () -> {
            checks.incrementAndGet();
            return store;
        });
        var definition = TestRpc.definition(TestRpc.answering(name -> name));
        return new TestRpc(
                Map.of(), Callers.none(), new RpcApi(definition, TestRpc.ACCESS, TestRpc.DOMAIN, List.of(check)));
    }

    private static ServingStatus health(TestRpc rpc, String service) {
        var request = HealthCheckRequest.newBuilder().setService(service).build();
        return HealthGrpc.newBlockingStub(rpc.channel).check(request).getStatus();
    }

    @Test
    void says_that_it_does_not_serve_while_the_store_does_not_answer() {
        try (var rpc = server()) {
            var seen = RpcStopIT.watch(rpc, TestRpc.SERVICE);
            await().untilAsserted(() -> assertThat(seen).containsExactly(ServingStatus.SERVING));
            store = HealthCheck.Status.down("silent");
            await().until(() -> health(rpc, TestRpc.SERVICE) == ServingStatus.NOT_SERVING);
            assertThat(health(rpc, "")).isEqualTo(ServingStatus.SERVING);
            await().untilAsserted(
                            () -> assertThat(seen).containsExactly(ServingStatus.SERVING, ServingStatus.NOT_SERVING));
            store = HealthCheck.Status.up();
            await().until(() -> health(rpc, TestRpc.SERVICE) == ServingStatus.SERVING);
            await().until(() -> seen.size() == 3);
        }
    }

    @Test
    void asks_the_store_once_a_second_however_many_ask_for_its_health() {
        try (var rpc = server()) {
            long began = System.nanoTime();
            for (int i = 0; i < 300; i++) {
                assertThat(health(rpc, TestRpc.SERVICE)).isEqualTo(ServingStatus.SERVING);
            }
            assertThat(checks.get()).isLessThanOrEqualTo((int) ((System.nanoTime() - began) / 1_000_000_000) + 2);
        }
    }

    @Test
    void a_stop_ends_the_checks() throws Exception {
        var rpc = server();
        rpc.close();
        int then = checks.get();
        Thread.sleep(1500);
        assertThat(checks).hasValue(then);
    }
}

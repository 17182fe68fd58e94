package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.identity.EveryRole;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.telemetry.RpcMetrics;
import io.grpc.Status;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RpcCallersIT {
    private static final AtomicInteger HANDLED = new AtomicInteger();
    private static TestRpc rpc;

    @BeforeAll
    static void start() {
        rpc = new TestRpc(Map.of(), EveryRole.callers(), TestRpc.answering(name -> {
            HANDLED.incrementAndGet();
            return RpcCall.current().caller().map(caller -> caller.name()).orElse("anonymous");
        }));
    }

    @AfterAll
    static void stop() {
        rpc.close();
    }

    @ParameterizedTest
    @CsvSource({
        "lobby, Read, true", "admin, Read, true", "gateway, Read, false", "billing, Read, false",
        "gateway, Write, true", "admin, Write, false", "auth, Write, false", "geo, Open, true"
    })
    void lets_a_role_use_the_methods_that_name_it(String role, String method, boolean admitted) {
        int before = HANDLED.get();
        var reply = rpc.call(TestRpc.method(method), "authorization", "Bearer " + role + "-token");
        if (admitted) {
            assertThat(reply.ok().value()).isEqualTo(role + "-1");
        } else {
            reply.refused(Status.Code.PERMISSION_DENIED, "PERMISSION_DENIED");
            assertThat(HANDLED).hasValue(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer stranger", "Bearer", "admin-token", "Basic YTpi", "Bearer Admin-token"})
    void refuses_a_token_it_does_not_know(String authorization) {
        int before = HANDLED.get();
        var reply = rpc.call(TestRpc.READ, "authorization", authorization);
        reply.refused(Status.Code.UNAUTHENTICATED, "UNAUTHENTICATED");
        assertThat(reply.status().getDescription()).doesNotContain("stranger", "admin-token");
        assertThat(HANDLED).hasValue(before);
    }

    @Test
    void refuses_a_call_without_a_token_or_with_two() {
        rpc.call(TestRpc.READ).refused(Status.Code.UNAUTHENTICATED, "UNAUTHENTICATED");
        rpc.call(TestRpc.READ, "authorization", "Bearer admin-token", "authorization", "Bearer admin-token")
                .refused(Status.Code.UNAUTHENTICATED, "UNAUTHENTICATED");
    }

    @Test
    void leaves_open_what_is_for_anyone_and_knows_a_caller_there_all_the_same() {
        assertThat(rpc.call(TestRpc.OPEN).ok().value()).isEqualTo("anonymous");
        assertThat(rpc.call(TestRpc.OPEN, "authorization", "bEARER geo-token")
                        .ok()
                        .value())
                .isEqualTo("geo-1");
    }

    @Test
    void requires_no_token_while_the_service_is_open() {
        try (var open = new TestRpc()) {
            assertThat(open.call(TestRpc.WRITE).ok().value()).isEqualTo("hello pilot");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void an_open_service_refuses_to_start_where_others_reach_it(String address) {
        assertThatThrownBy(() ->
                        new TestRpc(Map.of("bind.address", address), Callers.none(), TestRpc.answering(name -> name)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("callers.file");
    }

    @Test
    void a_service_with_callers_may_listen_everywhere() {
        try (var everywhere =
                new TestRpc(Map.of("bind.address", "0.0.0.0"), EveryRole.callers(), TestRpc.answering(name -> name))) {
            assertThat(everywhere.server.target()).isEqualTo("localhost:" + everywhere.server.port());
            everywhere.call(TestRpc.OPEN).ok();
        }
    }

    @Test
    void refuses_to_start_unless_exactly_the_methods_are_listed() {
        var access = new HashMap<>(TestRpc.ACCESS);
        access.remove("Write");
        access.put("Wrote", Access.anyone());
        var api = TestRpc.api(TestRpc.answering(name -> name), access);
        assertThatThrownBy(() -> GrpcServer.start(
                        "things",
                        api,
                        TestRpc.settings(Map.of()),
                        Callers.none(),
                        new RpcMetrics(new PrometheusRegistry())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not listed are [Write]")
                .hasMessageContaining("there are no [Wrote]");
    }
}

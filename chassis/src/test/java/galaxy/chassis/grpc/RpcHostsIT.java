package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.identity.EveryRole;
import io.grpc.CallOptions;
import io.grpc.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which names a listener is reached, and from where. */
class RpcHostsIT {
    private static final StringValue PILOT = StringValue.of("pilot");

    private static Reply call(TestRpc rpc, String authority, String... metadata) {
        return rpc.begin(TestRpc.OPEN, CallOptions.DEFAULT.withAuthority(authority), PILOT, metadata)
                .reply();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:9090", "localhost.evil.example", "192.0.2.1:80"})
    void an_open_listener_on_loopback_refuses_the_name_of_another_host(String authority) {
        try (var rpc = new TestRpc()) {
            call(rpc, authority).refused(Status.Code.PERMISSION_DENIED, "MISDIRECTED_REQUEST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:1", "things.localhost:9090", "127.0.0.1:9090", "[::1]:9090"})
    void it_answers_by_the_names_of_loopback(String authority) {
        try (var rpc = new TestRpc()) {
            call(rpc, authority).ok();
        }
    }

    @Test
    void it_answers_by_the_names_that_are_set() {
        try (var rpc = new TestRpc(
                Map.of("things.grpc.hosts", "things.example"), Callers.none(), TestRpc.answering(name -> name))) {
            call(rpc, "things.example:443").ok();
            call(rpc, "other.example").refused(Status.Code.PERMISSION_DENIED, "MISDIRECTED_REQUEST");
        }
    }

    @Test
    void a_listener_with_callers_answers_by_any_name() {
        try (var rpc = new TestRpc(Map.of(), EveryRole.callers(), TestRpc.answering(name -> name))) {
            call(rpc, "evil.example").ok();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 203.0.113.7, 127.0.0.1",
        "127.0.0.0/8, 203.0.113.7, 203.0.113.7",
        "127.0.0.0/8, '198.51.100.1, 203.0.113.7', 203.0.113.7",
        "'127.0.0.0/8,203.0.113.0/24', '198.51.100.1, 203.0.113.7', 198.51.100.1",
        "127.0.0.0/8, 203.0.113.7:51000, 203.0.113.7",
        "127.0.0.0/8, [2001:db8::7]:443, 2001:db8:0:0:0:0:0:7",
        "127.0.0.0/8, [2001:db8::7], 2001:db8:0:0:0:0:0:7",
        "127.0.0.0/8, '198.51.100.1, 203.0.113.7:51000', 203.0.113.7",
        "127.0.0.0/8, 2001:db8::1:443, 2001:db8:0:0:0:0:1:443",
        "127.0.0.0/8, unknown, 127.0.0.1",
        "127.0.0.0/8, _hidden, 127.0.0.1",
        "127.0.0.0/8, 203.0.113.7:x, 127.0.0.1",
    })
    void believes_only_proxies_that_it_trusts(String proxies, String forwarded, String client) {
        try (var rpc = new TestRpc(
                Map.of("things.grpc.trusted-proxies", proxies),
                Callers.none(),
                TestRpc.answering(name -> RpcCall.remoteAddress().getHostAddress()))) {
            assertThat(rpc.call(TestRpc.OPEN, "x-forwarded-for", forwarded).ok().value())
                    .isEqualTo(client);
        }
    }
}

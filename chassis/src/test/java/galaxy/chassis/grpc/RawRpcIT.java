package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.identity.Callers;
import galaxy.testkit.SelfSignedCertificate;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, health and TLS of a listener as frames, with no library of gRPC on the side of the client. */
class RawRpcIT {
    private static final byte[] PILOT = StringValue.of("pilot").toByteArray();
    private static final int PREFIX = 5;

    private static Reply answer(RawRpc raw, String method, byte[] message) throws Exception {
        int call = raw.open(method);
        raw.message(call, message, false, true);
        var end = raw.end(call);
        assertThat(end).isInstanceOf(RawRpc.End.Answered.class);
        return ((RawRpc.End.Answered) end).reply();
    }

    private static byte[] message(RawRpc raw) {
        return Arrays.copyOfRange(raw.data(), PREFIX, raw.data().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:9090", "localhost.evil.example"})
    void a_name_of_another_host_is_refused(String authority) throws Exception {
        try (var rpc = new TestRpc();
                var raw = new RawRpc(rpc.server).preface().at(authority)) {
            answer(raw, "Open", PILOT).refused(Status.Code.PERMISSION_DENIED, "MISDIRECTED_REQUEST");
            assertThat(raw.data()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "[::1]:9090"})
    void a_name_of_loopback_is_answered(String authority) throws Exception {
        try (var rpc = new TestRpc();
                var raw = new RawRpc(rpc.server).preface().at(authority)) {
            answer(raw, "Open", PILOT);
            assertThat(StringValue.parseFrom(message(raw)).getValue()).contains("pilot");
        }
    }

    @ParameterizedTest
    @CsvSource({"true, SERVING", "false, NOT_SERVING"})
    void health_is_one_message(boolean isUp, ServingStatus status) throws Exception {
        var check = new HealthCheck("store", () -> isUp ? HealthCheck.Status.up() : HealthCheck.Status.down("silent"));
        var definition = TestRpc.definition(TestRpc.answering(name -> name));
        var api = new RpcApi(definition, TestRpc.ACCESS, TestRpc.DOMAIN, List.of(check));
        var request =
                HealthCheckRequest.newBuilder().setService(TestRpc.SERVICE).build();
        try (var rpc = new TestRpc(Map.of(), Callers.none(), api);
                var raw = new RawRpc(rpc.server).preface()) {
            assertThat(answer(raw, "/grpc.health.v1.Health/Check", request.toByteArray())
                            .status()
                            .getCode())
                    .isEqualTo(Status.Code.OK);
            assertThat(raw.data()).startsWith(0, 0, 0, 0, raw.data().length - PREFIX);
            assertThat(HealthCheckResponse.parseFrom(message(raw)).getStatus()).isEqualTo(status);
        }
    }

    @Test
    void the_health_of_an_unknown_service_is_not_found() throws Exception {
        var request =
                HealthCheckRequest.newBuilder().setService("nothing.v1.Nothing").build();
        try (var rpc = new TestRpc();
                var raw = new RawRpc(rpc.server).preface()) {
            assertThat(answer(raw, "/grpc.health.v1.Health/Check", request.toByteArray())
                            .status()
                            .getCode())
                    .isEqualTo(Status.Code.NOT_FOUND);
        }
    }

    @Test
    void tls_agrees_on_http_2_and_says_nothing_to_clear_text() throws Exception {
        try (var certificate = SelfSignedCertificate.make()) {
            var settings = Map.of(
                    "things.grpc.tls.certificate", certificate.pem().toString(),
                    "things.grpc.tls.key", certificate.key().toString());
            try (var rpc = new TestRpc(settings, Callers.none(), TestRpc.answering(name -> name))) {
                var socket = (SSLSocket)
                        certificate.clientContext().getSocketFactory().createSocket("127.0.0.1", rpc.server.port());
                var parameters = socket.getSSLParameters();
                parameters.setApplicationProtocols(new String[] {"http/1.1", "h2"});
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
                try (var raw = new RawRpc(socket).preface()) {
                    answer(raw, "Open", PILOT).ok();
                }
                try (var clear = new RawRpc(rpc.server).preface()) {
                    int call = clear.open("Open");
                    assertThat(clear.end(call)).isNotInstanceOf(RawRpc.End.Answered.class);
                    assertThat(clear.data()).isEmpty();
                }
            }
        }
    }
}

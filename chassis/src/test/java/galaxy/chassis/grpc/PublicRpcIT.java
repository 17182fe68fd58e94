package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import galaxy.chassis.grpc.RawRpc.End;
import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.PublicAccess;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.telemetry.RpcMetrics;
import galaxy.kernel.Deadline;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A listener for clients that are no services. */
@Execution(ExecutionMode.CONCURRENT)
final class PublicRpcIT {
    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final RpcMetrics metrics = new RpcMetrics(registry);
    private final AtomicReference<HealthCheck.Status> store = new AtomicReference<>(HealthCheck.Status.up());
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    private static RpcApi api(List<HealthCheck> checks) {
        var access = new HashMap<String, Access>();
        TestRpc.ACCESS.keySet().forEach(method -> access.put(method, Access.anyone()));
        return new RpcApi(
                TestRpc.definition(TestRpc.answering(name -> Long.toString(Deadline.nanosLeft() / 1_000_000))),
                access,
                TestRpc.DOMAIN,
                checks,
                Map.of("Read", Duration.ofSeconds(3)));
    }

    private GrpcServer server(Map<String, String> more, int addressConnections) {
        ListenerSettings settings = TestRpc.settings(more).withAddressConnections(addressConnections);
        var server = GrpcServer.start(
                "things", api(List.of(new HealthCheck("store", store::get))), settings, PublicAccess.LISTENER, metrics);
        opened.add(server);
        return server;
    }

    private ManagedChannel channel(GrpcServer server) {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget(server.target()).usePlaintext().build();
        opened.add(channel::shutdownNow);
        return channel;
    }

    private static Reply call(ManagedChannel channel, String... metadata) {
        return TestRpc.begin(
                        channel, TestRpc.READ, CallOptions.DEFAULT, StringValue.of("x"), TestRpc.metadata(metadata))
                .reply();
    }

    @Test
    void a_method_has_its_own_time_and_each_call_a_fresh_id() {
        ManagedChannel channel = channel(server(Map.of(), 64));
        Reply reply = call(channel, "x-request-id", "mine");
        assertThat(reply.status().getCode()).isEqualTo(Status.Code.OK);
        assertThat(Long.parseLong(reply.value())).isBetween(2_000L, 3_000L);
        assertThat(reply.headers().get(REQUEST_ID)).matches("[0-9a-f]{32}");
    }

    @Test
    void there_is_no_reflection_and_health_follows_the_checks() {
        ManagedChannel channel = channel(server(Map.of(), 64));
        var health = HealthGrpc.newBlockingStub(channel);
        for (String service : new String[] {"", TestRpc.SERVICE}) {
            var asked = HealthCheckRequest.newBuilder().setService(service).build();
            await().until(() -> health.check(asked).getStatus() == ServingStatus.SERVING);
            store.set(HealthCheck.Status.down("silent"));
            await().until(() -> health.check(asked).getStatus() == ServingStatus.NOT_SERVING);
            store.set(HealthCheck.Status.up());
        }
        var reflection = TestRpc.READ.toBuilder()
                .setFullMethodName("grpc.reflection.v1.ServerReflection/ServerReflectionInfo")
                .build();
        assertThat(TestRpc.begin(channel, reflection, CallOptions.DEFAULT, StringValue.of(""), TestRpc.metadata())
                        .reply()
                        .status()
                        .getCode())
                .isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    @Test
    void a_listener_in_clear_stays_on_loopback_or_behind_proxies() {
        var open = new HashMap<>(Map.of("things.grpc.address", "0.0.0.0"));
        assertThatThrownBy(() -> server(open, 64))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("things.grpc.address");
        open.put("things.grpc.trusted-proxies", "10.0.0.0/8");
        assertThatCode(() -> server(open, 64)).doesNotThrowAnyException();
    }

    @Test
    void one_address_has_so_many_connections() throws Exception {
        GrpcServer server = server(Map.of(), 3);
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            sockets.add(socket);
            opened.add(socket);
        }
        await().until(() -> isRefused(server));
        sockets.getFirst().close();
        await().until(() -> !isRefused(server));
        assertThat(galaxy.testkit.Metrics.of(registry).sum("rpc_limits_reached_total", "limit=\"address_connections\""))
                .isPositive();
    }

    @Test
    void trusted_proxies_have_any_number() throws Exception {
        GrpcServer server = server(Map.of("things.grpc.trusted-proxies", "127.0.0.0/8"), 1);
        for (int i = 0; i < 5; i++) {
            assertThat(isRefused(server)).isFalse();
            opened.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        }
    }

    /** A connection that is one too many is closed at once; others say nothing before the client does. */
    private static boolean isRefused(GrpcServer server) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(300);
            // The settings of HTTP/2 come first.
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    @Test
    void pings_that_come_too_often_end_the_connection() throws Exception {
        GrpcServer server = server(Map.of(), 64);
        try (RawRpc raw = new RawRpc(server).preface(65_535)) {
            for (int i = 0; i < 5; i++) {
                raw.ping();
            }
            assertThat(raw.end(1)).isEqualTo(new End.Closed(Http2Error.ENHANCE_YOUR_CALM.code()));
        }
    }

    @Test
    void a_client_that_answers_pings_stays_and_one_that_does_not_is_closed() throws Exception {
        GrpcServer server = server(Map.of("things.grpc.idle-timeout", "1s", "things.grpc.read-timeout", "1s"), 64);
        ManagedChannel channel = channel(server);
        assertThat(call(channel).status().getCode()).isEqualTo(Status.Code.OK);
        try (RawRpc silent = new RawRpc(server).preface(65_535)) {
            assertThat(silent.end(1)).isInstanceOf(End.Closed.class);
        }
        await("the one that answers pings is left")
                .until(() -> galaxy.testkit.Metrics.of(registry).value("rpc_connections", "service=\"things\"") == 1);
    }
}

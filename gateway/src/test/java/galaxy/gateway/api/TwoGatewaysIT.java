package galaxy.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.GatewayReason;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.Servers;
import galaxy.testkit.Topology;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guard through the listener, and what a client and an operator see of each request. */
final class TwoGatewaysIT {
    private static final MessageType READ = MessageType.USER_ACCOUNT_GET;
    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> TRACEPARENT =
            Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);

    private static String uri(Topology topology) {
        return switch (topology) {
            case STAND_ALONE -> Servers.standAlone().uri();
            case CLUSTER -> {
                RedisClusterOfThree cluster = Servers.cluster();
                yield cluster.uri();
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void of_the_same_bytes_at_two_gateways_at_once_one_is_accepted(Topology topology) throws Exception {
        try (var one = Platform.open(topology.freshUri(), Map.of());
                var other = Platform.open(uri(topology), Map.of());
                var first = new Channel(one.target());
                var second = new Channel(other.target());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Device device = one.signIn();
            first.awaitReady(device);
            for (int round = 0; round < 10; round++) {
                SignedEnvelope same = device.sign(device.request(READ));
                List<Future<String>> all = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    Channel channel = i % 2 == 0 ? first : second;
                    all.add(threads.submit((Callable<String>) () -> outcome(channel, same)));
                }
                List<String> outcomes = new ArrayList<>();
                for (Future<String> each : all) {
                    outcomes.add(each.get());
                }
                assertThat(outcomes).filteredOn("OK"::equals).hasSize(1);
                assertThat(outcomes)
                        .filteredOn(GatewayReason.REQUEST_REPLAYED.name()::equals)
                        .hasSize(5);
            }
        }
    }

    private static String outcome(Channel channel, SignedEnvelope envelope) {
        try {
            channel.execute(envelope);
            return "OK";
        } catch (StatusRuntimeException e) {
            return Channel.Refused.of(e).info().getReason();
        }
    }

    @Test
    void what_may_have_been_accepted_before_a_master_is_too_early() {
        try (var platform = Platform.open(Topology.STAND_ALONE.freshUri(), Map.of());
                var client = new Channel(platform.target())) {
            Device device = platform.signIn();
            var refused = client.refused(device.sign(device.request(READ))).as(GatewayReason.STALE_REQUEST);
            var least = refused.time("min_issued_at_ms");
            assertThat(least).isBetween(Device.now(), Device.now().plusSeconds(6));
            assertThat(refused.time("server_time_ms")).isBetween(Device.now().minusSeconds(5), Device.now());
            assertThat(refused.retryAfter()).isLessThanOrEqualTo(Duration.ofMillis(1100));
            client.awaitReady(device);
            assertThat(platform.metrics().value("gateway_guard_total", "reply=\"too_early\""))
                    .isPositive();
        }
    }

    @Test
    void a_session_has_its_requests_a_minute_and_a_deployment_its_audience() {
        Map<String, String> settings = Map.of("gateway.session.per-minute", "3", "gateway.audience", "eu-1");
        try (var platform = Platform.open(Topology.STAND_ALONE.freshUri(), settings);
                var client = new Channel(platform.target())) {
            Device device = platform.signIn();
            client.refused(device.sign(device.request(READ))).as(GatewayReason.AUDIENCE_MISMATCH);
            client.refused(device.sign(device.request(READ).setAudience("eu-2")))
                    .as(GatewayReason.AUDIENCE_MISMATCH);
            var least = client.refused(device.sign(device.request(READ).setAudience("eu-1")))
                    .time("min_issued_at_ms");
            org.awaitility.Awaitility.await().until(() -> Device.now().isAfter(least.minusMillis(4_900)));
            for (int i = 0; i < 3; i++) {
                client.execute(
                        device.sign(device.request(READ).setAudience("eu-1").setIssuedAtMs(least.toEpochMilli())));
            }
            client.refused(device.sign(device.request(READ).setAudience("eu-1").setIssuedAtMs(least.toEpochMilli())))
                    .as(GatewayReason.TOO_MANY_REQUESTS);
        }
    }

    @Test
    void ids_begin_at_the_gateway_and_metrics_count() {
        try (var platform = Platform.open(Topology.STAND_ALONE.freshUri(), Map.of());
                var client = new Channel(platform.target())) {
            Device device = platform.signIn();
            client.awaitReady(device);
            var sent = new Metadata();
            sent.put(REQUEST_ID, "mine");
            sent.put(TRACEPARENT, "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01");
            var headers = new AtomicReference<Metadata>();
            var trailers = new AtomicReference<Metadata>();
            var stub = galaxy.contracts.gateway.v1.GatewayServiceGrpc.newBlockingStub(ClientInterceptors.intercept(
                    client.grpc,
                    MetadataUtils.newAttachHeadersInterceptor(sent),
                    MetadataUtils.newCaptureMetadataInterceptor(headers, trailers)));
            assertThat(stub.execute(device.sign(device.request(READ))).getRequestId())
                    .startsWith("r-");
            assertThat(headers.get().get(REQUEST_ID)).matches("[0-9a-f]{32}");
            var metrics = platform.metrics();
            assertThat(metrics.value("gateway_requests_total", "message_type=\"user.account.get\"", "outcome=\"ok\""))
                    .isGreaterThanOrEqualTo(2);
            assertThat(metrics.value("gateway_upstream_seconds_count", "service=\"users\"", "outcome=\"ok\""))
                    .isPositive();
            assertThat(metrics.value("gateway_verify_seconds_count", "outcome=\"ok\""))
                    .isPositive();
            assertThat(metrics.value("gateway_guard_total", "reply=\"ok\"")).isPositive();
            assertThat(metrics.value("gateway_guard_memory_only")).isEqualTo(1);
            assertThat(metrics.value("gateway_clock_skew_seconds")).isLessThan(0.5);
            assertThat(metrics.value("gateway_streams")).isZero();
            client.refused(device.sign(device.request(READ).setMessageType("drop.table")));
            assertThat(platform.metrics()
                            .value(
                                    "gateway_requests_total",
                                    "message_type=\"other\"",
                                    "outcome=\"unknown_message_type\""))
                    .isEqualTo(1);
        }
    }
}

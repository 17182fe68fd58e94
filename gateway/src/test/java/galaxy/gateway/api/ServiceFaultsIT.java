package galaxy.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.Futures;
import com.sun.net.httpserver.HttpServer;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.testkit.RedisNode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Services and a store that fail. */
@Execution(ExecutionMode.CONCURRENT)
final class ServiceFaultsIT {
    private static final MessageType READ = MessageType.USER_ACCOUNT_GET;

    private static SignedEnvelope read(Device device) {
        return device.sign(device.request(READ));
    }

    private static Duration took(Runnable call) {
        long begin = System.nanoTime();
        call.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Users that answer everything alike, and count. */
    private static HttpServer users(int status, String body, AtomicInteger count) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            count.incrementAndGet();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String error(String code) {
        return "{\"error\":{\"code\":\"%s\",\"message\":\"words of the service\",\"details\":[]}}".formatted(code);
    }

    private static Channel.Refused with(int status, String body) throws IOException {
        var count = new AtomicInteger();
        HttpServer users = users(status, body, count);
        String url = "http://127.0.0.1:" + users.getAddress().getPort();
        try (var redis = RedisNode.start();
                var platform = Platform.open(redis.uri(), Map.of("gateway.users.url", url));
                var client = new Channel(platform.target())) {
            Device device = platform.signIn();
            awaitGuard(client, device);
            count.set(0);
            Channel.Refused refused = client.refused(read(device));
            assertThat(count).as("one attempt").hasValue(1);
            return refused;
        } finally {
            users.stop(0);
        }
    }

    /** Accepted requests are what is awaited; what the service then says does not matter. */
    private static void awaitGuard(Channel client, Device device) {
        await().pollInterval(Duration.ofMillis(50))
                .until(() ->
                        !client.refused(read(device)).info().getReason().equals(GatewayReason.STALE_REQUEST.name()));
    }

    @Test
    void a_service_that_cannot_now() throws IOException {
        with(503, error("service_unavailable")).as(GatewayReason.SERVICE_UNAVAILABLE);
    }

    @Test
    void a_block_that_users_know_first() throws IOException {
        with(403, error("login_blocked")).as(GatewayReason.LOGIN_BLOCKED).words("login_blocked");
    }

    @Test
    void a_user_that_there_is_not() throws IOException {
        with(404, error("user_not_found")).as(GatewayReason.USER_NOT_FOUND).words("user_not_found");
    }

    @Test
    void all_else_is_an_internal_error() throws IOException {
        for (String body : new String[] {error("permission_denied"), "{}", "no json"}) {
            Channel.Refused refused = with(body.contains("permission") ? 403 : 200, body);
            assertThat(refused.info().getReason()).isEqualTo(GatewayReason.INTERNAL_ERROR.name());
            assertThat(refused.status().getCode()).isEqualTo(Status.Code.INTERNAL.value());
            assertThat(refused.status().getMessage()).startsWith("Internal error. Report request id ");
        }
    }

    @Test
    void a_service_that_hangs() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var redis = RedisNode.start();
                var platform = Platform.open(
                        redis.uri(), Map.of("gateway.users.url", "http://127.0.0.1:" + silent.getLocalPort()));
                var client = new Channel(platform.target())) {
            Device device = platform.signIn();
            awaitGuard(client, device);
            assertThat(took(() -> client.refused(read(device)).as(GatewayReason.SERVICE_UNAVAILABLE)))
                    .isBetween(Duration.ofMillis(1900), Duration.ofMillis(3300));
            assertThat(took(() -> assertThatThrownBy(() -> client.stub()
                                    .withDeadlineAfter(700, TimeUnit.MILLISECONDS)
                                    .execute(read(device)))
                            .isInstanceOfSatisfying(
                                    StatusRuntimeException.class,
                                    e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED))))
                    .isLessThan(Duration.ofMillis(1500));
        }
    }

    @Test
    void a_service_that_is_gone() {
        try (var redis = RedisNode.start();
                var platform = Platform.open(redis.uri(), Map.of("gateway.users.url", "http://127.0.0.1:1"));
                var client = new Channel(platform.target())) {
            Device device = platform.signIn();
            awaitGuard(client, device);
            assertThat(took(() -> client.refused(read(device)).as(GatewayReason.SERVICE_UNAVAILABLE)))
                    .isLessThan(Duration.ofMillis(3300));
        }
    }

    @Test
    void a_store_that_is_down_and_health_that_says_so() {
        try (RedisNode redis = RedisNode.start();
                var platform = Platform.open(redis.uri(), Map.of("redis.timeout", "1s"));
                var client = new Channel(platform.target())) {
            Device device = platform.signIn();
            client.awaitReady(device);
            assertThat(health(client, "")).isEqualTo(ServingStatus.SERVING);
            assertThat(health(client, "gateway.v1.GatewayService")).isEqualTo(ServingStatus.SERVING);
            checks(client, 10_000);
            assertThat(client.execute(read(device)).getRequestId())
                    .as("a check takes nothing of what the address may do")
                    .isNotEmpty();
            redis.kill9();
            client.refused(read(device)).as(GatewayReason.SERVICE_UNAVAILABLE);
            await().until(() -> health(client, "") == ServingStatus.NOT_SERVING);
            await().until(() -> health(client, "gateway.v1.GatewayService") == ServingStatus.NOT_SERVING);
            checks(client, 2_000);
            redis.restart();
            await().atMost(Duration.ofSeconds(30)).until(() -> health(client, "") == ServingStatus.SERVING);
            Device again = platform.signIn();
            client.awaitReady(again);
        }
    }

    /** So many checks from one address, a hundred at a time. */
    private static void checks(Channel client, int count) {
        var health = HealthGrpc.newFutureStub(client.grpc);
        for (int i = 0; i < count; i += 100) {
            Stream.generate(() -> health.check(HealthCheckRequest.getDefaultInstance()))
                    .limit(100)
                    .toList()
                    .forEach(Futures::getUnchecked);
        }
    }

    private static ServingStatus health(Channel client, String service) {
        return HealthGrpc.newBlockingStub(client.grpc)
                .check(HealthCheckRequest.newBuilder().setService(service).build())
                .getStatus();
    }
}

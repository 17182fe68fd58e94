package galaxy.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.contracts.GatewayReason;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.sessions.SessionId;
import galaxy.sessions.store.SessionKeys;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through the listener: bytes that were accepted are never accepted again, whatever happens to the server that remembers them. */
@Execution(ExecutionMode.CONCURRENT)
final class ReplaysIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** As of a server that does not allow to keep writes in memory only. */
    private static FaultProxy inFrontOf(RedisNode node, boolean isMemoryOnly) {
        FaultProxy proxy = FaultProxy.inFrontOf(node);
        if (!isMemoryOnly) {
            proxy.rewrite(reply -> new String(reply, StandardCharsets.ISO_8859_1)
                    .replaceFirst("^\\*2\r\n:1\r\n\\$40", "*2\r\n:0\r\n\\$40")
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        return proxy;
    }

    private static SignedEnvelope accepted(Channel client, Device device) {
        return await().atMost(TIMEOUT)
                .pollInterval(PAUSE)
                .until(
                        () -> {
                            SignedEnvelope envelope = device.sign(device.request(MessageType.USER_ACCOUNT_GET));
                            return isAccepted(client, envelope) ? List.of(envelope) : List.<SignedEnvelope>of();
                        },
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static boolean isAccepted(Channel client, SignedEnvelope envelope) {
        try {
            client.execute(envelope);
            return true;
        } catch (StatusRuntimeException e) {
            assertThat(Channel.Refused.of(e).info().getReason())
                    .isIn(GatewayReason.STALE_REQUEST.name(), GatewayReason.SERVICE_UNAVAILABLE.name());
            return false;
        }
    }

    /** As soon as the store responds, all are too early, by the guard. */
    private static void assertTooEarly(Channel client, List<SignedEnvelope> old) {
        old.forEach(envelope -> assertThat(await().atMost(TIMEOUT)
                        .pollInterval(PAUSE)
                        .until(
                                () -> client.refused(envelope),
                                refused -> !refused.info().getReason().equals(GatewayReason.SERVICE_UNAVAILABLE.name()))
                        .as(GatewayReason.STALE_REQUEST)
                        .info()
                        .getMetadataMap())
                .containsKey("min_issued_at_ms"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_a_log_rewrite_and_a_kill(boolean isMemoryOnly) throws Exception {
        try (var node = RedisNode.start(RedisNode.Options.plain().withAppendOnly());
                var proxy = inFrontOf(node, isMemoryOnly);
                var platform = Platform.open(proxy.uri(), Map.of());
                var client = new Channel(platform.target())) {
            assertThat(platform.metrics().value("gateway_guard_memory_only")).isEqualTo(isMemoryOnly ? 1 : 0);
            Device device = platform.signIn();
            SignedEnvelope old = accepted(client, device);
            node.call("BGREWRITEAOF");
            await().atMost(TIMEOUT)
                    .until(() -> node.call("INFO", "persistence").contains("aof_rewrite_in_progress:0")
                            && node.call("INFO", "persistence").contains("aof_rewrite_scheduled:0"));
            client.refused(old).as(GatewayReason.REQUEST_REPLAYED);
            node.kill9();
            node.restart();
            assertTooEarly(client, List.of(old));
            accepted(client, device);
            assertTooEarly(client, List.of(old));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_a_fail_over_there_and_back_each_with_a_full_resynchronisation(boolean isMemoryOnly) {
        try (var first = RedisNode.start();
                var second = RedisNode.start();
                var proxy = inFrontOf(first, isMemoryOnly);
                var platform = Platform.open(proxy.uri(), Map.of());
                var client = new Channel(platform.target())) {
            Device device = platform.signIn();
            SignedEnvelope copied = accepted(client, device);
            second.follow(first);
            SignedEnvelope afterwards = accepted(client, device);
            client.refused(afterwards).as(GatewayReason.REQUEST_REPLAYED);
            second.call("REPLICAOF", "NO", "ONE");
            first.follow(second);
            first.call("REPLICAOF", "NO", "ONE");
            assertTooEarly(client, List.of(copied, afterwards));
            accepted(client, device);
            assertTooEarly(client, List.of(copied, afterwards));
        }
    }

    @Test
    void after_a_fail_over_of_a_cluster_there_and_back() {
        var options = RedisNode.Options.plain().withConfig("cluster-require-full-coverage no");
        try (var cluster = RedisClusterOfThree.startWithReplicas(options, Duration.ofSeconds(1));
                var platform = Platform.open(cluster.uri(), Map.of());
                var client = new Channel(platform.target())) {
            Device device = platform.signIn();
            int slot = cluster.slotOf(SessionKeys.session(SessionId.of(device.sessionId())));
            List<SignedEnvelope> old = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                old.add(accepted(client, device));
                client.refused(old.getLast()).as(GatewayReason.REQUEST_REPLAYED);
                RedisNode master = cluster.masterOf(slot);
                RedisNode replica = cluster.replicaOf(master);
                master.kill9();
                cluster.awaitTakeOver(replica);
                assertTooEarly(client, old);
            }
            accepted(client, device);
            assertTooEarly(client, old);
        }
    }
}

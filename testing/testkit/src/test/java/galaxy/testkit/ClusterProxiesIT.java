package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterProxiesIT {

    @BeforeEach
    void empty_store() {
        Topology.CLUSTER.freshUri();
    }

    @Test
    void lets_one_master_lose_a_reply_while_the_others_serve() {
        var cluster = Servers.cluster();
        RedisNode home = cluster.homeOf(cluster.slotOf("c"));
        RedisNode other = cluster.homeOf(cluster.slotOf("b"));
        assertThat(home).isNotSameAs(other);
        try (var proxies = ClusterProxies.inFrontOf(cluster);
                var client = RedisClusterClient.create(
                        "redis://127.0.0.1:" + proxies.of(other).port())) {
            client.setOptions(ClusterClientOptions.builder()
                    .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                    .build());
            try (var connection = client.connect()) {
                // With REJECT_COMMANDS the client rejects on a connection that it has yet to open.
                proxies.proxies().forEach(proxy -> connection.getConnection(proxy.host(), proxy.port()));
                var commands = connection.sync();
                commands.incr("b");
                commands.incr("c");
                proxies.of(home).loseReplies(1, FaultProxy.AfterLoss.CUT);

                assertThatThrownBy(() -> commands.incr("c")).isInstanceOf(RedisException.class);

                assertThat(home.call("GET", "c")).isEqualTo("2");
                assertThat(commands.incr("b")).isEqualTo(2);
            }
        }
    }

    @Test
    void shows_the_nodes_again_when_closed() {
        var cluster = Servers.cluster();
        String through;
        try (var proxies = ClusterProxies.inFrontOf(cluster)) {
            through = proxies.uri();
        }
        assertThat(through).startsWith("redis-cluster://127.0.0.1:").isNotEqualTo(cluster.uri());
        assertThat(cluster.nodes())
                .allSatisfy(node -> assertThat(cluster.nodes())
                        .allSatisfy(each ->
                                assertThat(node.call("CLUSTER", "NODES")).contains("127.0.0.1:" + each.port() + "@")));
    }
}

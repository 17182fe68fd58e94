package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisClusterOfThreeIT {

    private static final RedisClusterOfThree CLUSTER = RedisClusterOfThree.start();

    @BeforeEach
    void flush() {
        CLUSTER.flush();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void spreads_its_slots_evenly_over_three_masters() {
        try (var client = RedisClusterClient.create(seeds())) {
            client.refreshPartitions();
            assertThat(client.getPartitions())
                    .hasSize(3)
                    .allSatisfy(node -> assertThat(node.getSlots()).hasSizeBetween(5461, 5462));
            assertThat(client.getPartitions().getPartitionBySlot(5460))
                    .extracting(node -> node.getUri().getPort())
                    .isEqualTo(CLUSTER.nodes().get(0).port());
            assertThat(client.getPartitions().getPartitionBySlot(16383))
                    .extracting(RedisClusterNode::getUri)
                    .extracting(RedisURI::getPort)
                    .isEqualTo(CLUSTER.nodes().get(2).port());
        }
    }

    @Test
    void serves_a_usual_cluster_client_and_forgets_on_flush() {
        try (var client = RedisClusterClient.create(seeds());
                var connection = client.connect()) {
            for (int i = 0; i < 50; i++) {
                connection.sync().set("key" + i, "v");
            }
            assertThat(CLUSTER.nodes())
                    .allSatisfy(node ->
                            assertThat(Integer.parseInt(node.call("DBSIZE"))).isPositive());
            CLUSTER.flush();
            assertThat(CLUSTER.nodes())
                    .allSatisfy(node -> assertThat(node.call("DBSIZE")).isEqualTo("0"));
        }
    }

    @Test
    void knows_the_node_of_a_key() {
        var home = CLUSTER.homeOf(CLUSTER.slotOf("foo"));
        assertThat(home.call("SET", "foo", "v")).isEqualTo("OK");
        assertThat(CLUSTER.slotOf("foo")).isEqualTo(12182);
        assertThat(home).isSameAs(CLUSTER.nodes().get(2));
    }

    @Test
    void answers_ask_and_tryagain_while_a_slot_is_half_way() {
        int slot = CLUSTER.slotOf("{t}");
        var source = CLUSTER.homeOf(slot);
        var target = CLUSTER.nodes().get((CLUSTER.nodes().indexOf(source) + 1) % 3);
        source.call("MSET", "{t}a", "1", "{t}b", "2");

        try (var move = CLUSTER.move(slot, target)) {
            move.keys("{t}a");
            assertThatThrownBy(() -> source.call("GET", "{t}a"))
                    .hasMessageContaining("ASK " + slot + " 127.0.0.1:" + target.port());
            assertThat(source.call("GET", "{t}b")).isEqualTo("2");
            assertThatThrownBy(() -> source.call("MGET", "{t}a", "{t}b")).hasMessageContaining("TRYAGAIN");
        }
        assertThat(source.call("MGET", "{t}a", "{t}b")).contains("1").contains("2");
    }

    @Test
    void hands_a_slot_over_and_takes_it_back() {
        int slot = CLUSTER.slotOf("{t}");
        var source = CLUSTER.homeOf(slot);
        var target = CLUSTER.nodes().get((CLUSTER.nodes().indexOf(source) + 1) % 3);
        source.call("SET", "{t}a", "1");

        try (var move = CLUSTER.move(slot, target)) {
            move.finish();
            assertThat(target.call("GET", "{t}a")).isEqualTo("1");
            assertThatThrownBy(() -> source.call("GET", "{t}a")).hasMessageContaining("MOVED " + slot);
        }
        assertThat(source.call("GET", "{t}a")).isEqualTo("1");
    }

    @Test
    void says_that_it_is_down_while_a_master_is_dead_and_heals() {
        var dead = CLUSTER.nodes().get(1);
        dead.kill9();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> CLUSTER.nodes().getFirst().call("CLUSTER", "INFO").contains("cluster_state:fail"));

        CLUSTER.heal();

        assertThat(CLUSTER.homeOf(CLUSTER.slotOf("c"))).isSameAs(dead);
        assertThat(dead.call("SET", "c", "v")).isEqualTo("OK");
    }

    private static List<RedisURI> seeds() {
        String hosts = CLUSTER.uri().substring("redis-cluster://".length());
        return Arrays.stream(hosts.split(","))
                .map(host -> RedisURI.create("redis://" + host))
                .toList();
    }
}

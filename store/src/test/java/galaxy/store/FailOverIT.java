package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.health.HealthCheck.Status;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Sentinels;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A master that is one no more, and a replica that has become it. */
class FailOverIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static OpenStore open(String uri) {
        return OpenStore.open(TestStore.settings(uri, TestStore.TIMEOUT), new PrometheusRegistry());
    }

    private static boolean takesChanges(OpenStore open) {
        return open.check().status().get().equals(Status.up());
    }

    @Test
    void sentinels_lead_to_the_new_master_also_when_the_old_one_comes_back() {
        try (var one = RedisNode.start(RedisNode.Options.plain().withAppendOnly());
                var other = RedisNode.start(RedisNode.Options.plain().withAppendOnly())) {
            other.follow(one);
            try (var sentinels = Sentinels.watching(one, 1);
                    var open = open(sentinels.uri())) {
                assertThat(open.description()).startsWith(Sentinels.NAME + " of the sentinels 127.0.0.1:");
                assertThat(takesChanges(open)).isTrue();
                one.kill9();
                await().atMost(SOON).until(() -> sentinels.masterPort() == other.port() && takesChanges(open));
                one.heal();
                await("the old master is a replica")
                        .atMost(SOON)
                        .until(() -> one.call("INFO", "replication").contains("role:slave"));
                await().atMost(SOON).until(() -> takesChanges(open));
                open.shared().redis().call("set", redis -> redis.set("written-after", new byte[] {'1'}));
                assertThat(other.call("GET", "written-after")).isEqualTo("1");
            }
        }
    }

    @Test
    void a_replica_is_not_ready_and_is_connected_to_again_until_the_address_leads_to_a_master() {
        try (var node = RedisNode.start()) {
            try (var open = open(node.uri())) {
                assertThat(takesChanges(open)).isTrue();
                String before = clients(node);
                node.call("REPLICAOF", "127.0.0.1", "1");
                await().atMost(SOON)
                        .until(
                                () -> open.check().status().get(),
                                Status.down("Redis is a replica, and takes no changes")::equals);
                await("the connections are new")
                        .atMost(SOON)
                        .until(() -> !clients(node).isEmpty() && !clients(node).equals(before));
                node.call("REPLICAOF", "NO", "ONE");
                await().atMost(SOON).until(() -> takesChanges(open));
            }
        }
    }

    /** The ids of the connections of the library. */
    private static String clients(RedisNode node) {
        return node.call("CLIENT", "LIST")
                .lines()
                .filter(line -> line.contains("lib-name=") || !line.contains("cmd=client"))
                .map(line -> line.replaceFirst(" .*", ""))
                .toList()
                .toString();
    }
}

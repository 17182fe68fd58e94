package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.health.HealthCheck.Status;
import galaxy.chassis.settings.SettingsException;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Sentinels;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A master that is one no more, and a replica that has become it. */
@Execution(ExecutionMode.CONCURRENT)
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

    @Test
    void several_addresses_lead_to_the_master_by_name_and_to_the_new_one_after_a_fail_over() {
        var options = RedisNode.Options.plain()
                .withAppendOnly()
                .withPassword("hunter2")
                .withConfig("masterauth hunter2");
        try (var one = RedisNode.start(options);
                var other = RedisNode.start(options)) {
            other.follow(one);
            String both = "redis://:hunter2@localhost:" + other.port() + ",localhost:" + one.port();
            try (var open = open(both)) {
                assertThat(open.description()).isEqualTo("localhost:" + other.port() + ",localhost:" + one.port());
                assertThat(takesChanges(open)).isTrue();
                assertThat(one.call("KEYS", "galaxy:store")).isNotEmpty();
                one.kill9();
                other.call("REPLICAOF", "NO", "ONE");
                await().atMost(SOON).until(() -> takesChanges(open));
                one.heal();
                one.follow(other);
                await("a master that is a replica now is left").atMost(SOON).until(() -> takesChanges(open));
                other.pause();
                one.call("REPLICAOF", "NO", "ONE");
                await("a master that does not respond is left").atMost(SOON).until(() -> takesChanges(open));
                open.shared().redis().call("set", redis -> redis.set("written-after", new byte[] {'1'}));
                assertThat(one.call("GET", "written-after")).isEqualTo("1");
            }
        }
    }

    @Test
    void several_addresses_without_a_master_are_one_line_and_so_is_a_login_that_is_refused() {
        try (var one = RedisNode.start(RedisNode.Options.plain().withPassword("hunter2"))) {
            one.call("REPLICAOF", "127.0.0.1", "1");
            String addresses = "127.0.0.1:" + LoopbackPorts.free() + ",127.0.0.1:" + one.port();
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> open("redis://:hunter2@" + addresses).close())
                    .withMessage(
                            "cannot connect to Redis at " + addresses + ": none of these is a master that responds");
            assertThatExceptionOfType(SettingsException.class)
                    .isThrownBy(() -> open("redis://:another@127.0.0.1:" + one.port() + "," + addresses)
                            .close())
                    .satisfies(e ->
                            assertThat(e.problems()).singleElement().asString().contains("refuses the login"));
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

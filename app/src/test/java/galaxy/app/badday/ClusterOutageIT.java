package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.redis.RespConnection;
import galaxy.redis.RespReply;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One master of a cluster goes away: what it has waits for it, all else goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusterOutageIT {
    private static final int USERS = 24;
    private static final Duration SOON = Duration.ofMillis(2500);

    private final RedisClusterOfThree cluster = RedisClusterOfThree.start(
            RedisNode.Options.plain().withAppendOnly().withConfig("cluster-require-full-coverage no"));
    private final RedisNode victim = cluster.nodes().get(1);
    private GalaxyInstance program;
    private UsersCaller callers;
    private List<String> users = List.of();
    private List<String> there = List.of();

    @BeforeAll
    void start() throws Exception {
        program = GalaxyInstance.serve("redis.uri=" + cluster.uri(), "log.level=warn");
        callers = UsersCaller.of(program);
        users = IntStream.range(0, USERS)
                .mapToObj(
                        i -> callers.ensure("pilot-%d@example.com".formatted(i)).text("user_id"))
                .toList();
        there = accountsOn(victim);
        assertThat(there).isNotEmpty().hasSizeLessThan(USERS);
    }

    @AfterAll
    void stop() {
        program.close();
        cluster.close();
    }

    @AfterEach
    void all_is_well_again_without_a_restart() throws InterruptedException {
        cluster.heal();
        Awaitility.await("every account can be read and changed")
                .atMost(GalaxyInstance.TIMEOUT)
                .untilAsserted(() -> assertThat(users).allSatisfy(user -> {
                    assertThat(callers.account(user).status()).isEqualTo(200);
                    assertThat(callers.grant(user).status()).isEqualTo(200);
                }));
        assertThat(callers.get("/users").status()).isEqualTo(200);
        assertThat(program.readiness().status()).isEqualTo(200);
        assertThat(program.jvm().lines()).noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void a_cluster_that_is_down_refuses_everything() {
        cluster.nodes().forEach(RedisNode::kill9);
        Awaitility.await("the service is not ready")
                .atMost(GalaxyInstance.TIMEOUT)
                .until(() -> program.readiness().status() == 503);
        assertThat(users)
                .allSatisfy(user -> assertThat(callers.account(user).status()).isEqualTo(503));
    }

    @Test
    void a_master_that_is_down_takes_only_its_own_buckets_with_it() throws InterruptedException {
        victim.kill9();
        only_its_buckets_are_refused();
    }

    @Test
    void a_master_that_is_stalled_takes_only_its_own_buckets_with_it() throws InterruptedException {
        victim.pause();
        only_its_buckets_are_refused();
    }

    @Test
    void refuses_to_start_when_one_master_may_evict() {
        victim.config("maxmemory-policy", "allkeys-lru");
        try (var refused = GalaxyInstance.launched("redis.uri=" + cluster.uri())) {
            assertThat(refused.jvm().awaitExit(GalaxyInstance.TIMEOUT)).isEqualTo(78);
            assertThat(refused.jvm().lines()).singleElement().asString().contains("maxmemory-policy allkeys-lru");
        } finally {
            victim.config("maxmemory-policy", "noeviction");
        }
    }

    private void only_its_buckets_are_refused() throws InterruptedException {
        Awaitility.await("its accounts are refused")
                .atMost(GalaxyInstance.TIMEOUT)
                .until(() -> callers.account(there.getFirst()).status() == 503);
        for (String user : users) {
            var read = callers.account(user);
            assertThat(read.status()).isEqualTo(there.contains(user) ? 503 : 200);
            assertThat(read.took()).isLessThan(SOON);
            if (!there.contains(user)) {
                assertThat(callers.grant(user).status()).isEqualTo(200);
            }
        }
        assertThat(program.readiness().status()).isEqualTo(200);
    }

    private static List<String> accountsOn(RedisNode node) throws IOException {
        List<String> accounts = new ArrayList<>();
        try (RespConnection redis = node.connect()) {
            if (redis.ask("KEYS", "users:*:account:*") instanceof RespReply.Many(var keys)) {
                for (RespReply key : keys) {
                    if (key instanceof RespReply.Text(String name)) {
                        accounts.add(name.substring(name.lastIndexOf(':') + 1));
                    }
                }
            }
        }
        return accounts;
    }
}

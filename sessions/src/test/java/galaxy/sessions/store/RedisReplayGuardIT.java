package galaxy.sessions.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.sessions.ReplayGuard;
import galaxy.sessions.ReplayGuard.Request;
import galaxy.sessions.ReplayGuard.Verdict;
import galaxy.sessions.ReplayGuardContract;
import galaxy.sessions.Session;
import galaxy.sessions.SessionId;
import galaxy.store.Bucket;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Servers;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
class RedisReplayGuardIT extends ReplayGuardContract {
    private static final Bucket BUCKET = Bucket.ofId(SESSION.value());
    private static final String IDS = SessionKeys.replayIds(SESSION);
    private static final String VALID_FROM = SessionKeys.replayValidFrom(BUCKET);
    private static final Verdict NEW = new Verdict.Accepted(Optional.empty());

    @Parameter
    private Topology topology;

    private GuardedStore store;
    private RedisReplayGuard redis;

    @Override
    protected ReplayGuard fresh() {
        store = new GuardedStore(topology.freshUri());
        redis = store.guard(PER_MINUTE);
        return redis;
    }

    /** As after a start of the master, whose log has brought back what was kept in memory. */
    @Override
    protected void lose() {
        String[] known = node().call("GET", VALID_FROM).split(" ", 2);
        node().call("SET", VALID_FROM, known[0].replaceAll("[0-9]", "f") + "a " + known[1]);
    }

    @Override
    protected void store(SessionId id, Session session) {
        store.put(id, session);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private RedisNode node() {
        return switch (topology) {
            case STAND_ALONE -> Servers.standAlone();
            case CLUSTER -> {
                RedisClusterOfThree cluster = Servers.cluster();
                yield cluster.masterOf(cluster.slotOf(IDS));
            }
        };
    }

    @Test
    void what_is_remembered_has_its_form_and_its_life() {
        assertThat(redis.accept(request(SESSION, 0x41, NOON, NOON))).isEqualTo(NEW);
        assertThat(node().call("GET", VALID_FROM))
                .matches("[0-9a-f]{40} " + NOON.minusSeconds(4).toEpochMilli());
        assertThat(node().call("ZSCORE", IDS, "A".repeat(16))).isEqualTo(Long.toString(NOON.toEpochMilli()));
        assertThat(Long.parseLong(node().call("PTTL", IDS))).isBetween(70_000L, 80_000L);
        assertThat(Long.parseLong(node().call("PTTL", VALID_FROM))).isEqualTo(-1);
        assertThat(IDS).isEqualTo("auth:{%s}:replay-ids:dvs_0123456789abcdefghjkmnpqrs".formatted(BUCKET.tag()));
        assertThat(VALID_FROM).isEqualTo("auth:{%s}:replay-valid-from".formatted(BUCKET.tag()));
    }

    @Test
    void a_script_that_a_server_has_forgotten_is_loaded_again() {
        topology.nodes().forEach(RedisNode::forgetScripts);
        assertThat(redis.accept(request(SESSION, 1, NOON, NOON))).isEqualTo(NEW);
    }

    @Test
    void of_the_same_request_at_two_gateways_at_once_one_is_accepted() throws Exception {
        try (var other = new GuardedStore(
                        topology == Topology.CLUSTER ? Servers.cluster().uri() : node().uri());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            RedisReplayGuard second = other.guard(PER_MINUTE);
            for (int round = 1; round <= 20; round++) {
                Request same = request(SESSION, round, NOON.plusSeconds(61L * round), NOON.plusSeconds(61L * round));
                List<Future<Verdict>> all = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    RedisReplayGuard guard = i % 2 == 0 ? redis : second;
                    all.add(threads.submit((Callable<Verdict>) () -> guard.accept(same)));
                }
                List<Verdict> verdicts = new ArrayList<>();
                for (Future<Verdict> each : all) {
                    verdicts.add(each.get());
                }
                assertThat(verdicts).filteredOn(NEW::equals).hasSize(1);
                assertThat(verdicts).filteredOn(new Verdict.Replayed()::equals).hasSize(7);
            }
        }
    }

    @Test
    void a_look_sets_the_time_of_every_bucket_once() {
        assertThat(redis.look()).isLessThan(Duration.ofMillis(500));
        assertThat(Bucket.all())
                .filteredOn(bucket -> !bucket.equals(BUCKET))
                .allSatisfy(bucket -> assertThat(redis.accept(request(SessionId.of(idIn(bucket)), 1, NOON, NOON)))
                        .as("dated before the look")
                        .isInstanceOf(Verdict.TooEarly.class));
        String known = node().call("GET", VALID_FROM);
        redis.look();
        assertThat(node().call("GET", VALID_FROM)).isEqualTo(known);
    }

    private static String idIn(Bucket bucket) {
        for (int i = 0; ; i++) {
            String id = "dvs_" + i;
            if (Bucket.ofId(id).equals(bucket)) {
                return id;
            }
        }
    }

    /** What operators are given in {@code gateway.md}; nothing of it lets a gateway write a session. */
    @Test
    void the_listed_rights_suffice_and_no_session_can_be_written() {
        String[] rights = ("ACL SETUSER gateway reset on >secret %R~auth:*:session:* ~auth:*:replay-* %R~galaxy:events"
                        + " +evalsha +script|load +get +set +zadd +zscore +zcount +zremrangebyscore +pexpire +info +time"
                        + " +ping +hello +xread +xrange +xrevrange +xinfo|stream"
                        + (topology == Topology.CLUSTER ? " +cluster +asking" : ""))
                .split(" ");
        topology.nodes().forEach(node -> node.call(rights));
        topology.nodes().forEach(RedisNode::forgetScripts);
        String uri = topology == Topology.CLUSTER ? Servers.cluster().uri() : node().uri();
        try (var limited = new GuardedStore(uri.replace("://", "://gateway:secret@"))) {
            RedisReplayGuard guard = limited.guard(PER_MINUTE);
            guard.look();
            assertThat(guard.accept(request(SESSION, 1, NOON, NOON))).isEqualTo(NEW);
            assertThat(guard.find(SESSION)).isEmpty();
            assertThat(node().call("ACL", "DRYRUN", "gateway", "SET", SessionKeys.session(SESSION), "x"))
                    .contains("no permissions");
            assertThat(node().call("ACL", "DRYRUN", "gateway", "XADD", "galaxy:events", "*", "a", "b"))
                    .contains("no permissions");
        } finally {
            topology.nodes().forEach(node -> node.call("ACL", "DELUSER", "gateway"));
        }
    }
}

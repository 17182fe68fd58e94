package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.FaultProxy;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient;
import galaxy.testkit.http.RestClient.Reply;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A Redis of the operator's that goes away, stalls, refuses or is slow while the service runs, and comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OutageIT {
    /** The time a round trip may take is 700 ms; the rest is for a machine that is busy with other tests. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final Duration SOON = Duration.ofMillis(2500);

    private static final String UNAVAILABLE = "dependency unavailable: ";

    private final RedisNode node = RedisNode.start(RedisNode.Options.plain().withAppendOnly());
    private final FaultProxy proxy = FaultProxy.inFrontOf(node);
    private GalaxyInstance program;
    private UsersCaller callers;
    private String user = "";
    private int round;

    @BeforeAll
    void start() throws InterruptedException {
        program = GalaxyInstance.serve("redis.uri=" + proxy.uri(), "log.level=warn");
        callers = UsersCaller.of(program);
    }

    @AfterAll
    void stop() {
        program.close();
        proxy.close();
        node.close();
    }

    @BeforeEach
    void make_a_user() {
        round++;
        user = callers.ensure(email()).text("user_id");
        assertThat(callers.rename(user, name()).status()).isEqualTo(200);
    }

    /** However the bad day went: everything is well again by itself, and what was acknowledged before is there. */
    @AfterEach
    void all_is_well_again_without_a_restart() throws InterruptedException {
        node.heal();
        proxy.pass();
        Awaitility.await("ready again")
                .atMost(GalaxyInstance.TIMEOUT)
                .until(() -> program.readiness().isOk());
        var account = callers.account(user);
        assertThat(account.text("race_name")).isEqualTo(name());
        assertThat(callers.grant(user).status()).isEqualTo(200);
        assertThat(Published.isPaid(callers.account(user).json())).isTrue();
        assertThat(callers.ensure(email()).text("user_id")).isEqualTo(user);
    }

    @Test
    void says_503_at_once_while_redis_is_down() throws InterruptedException {
        node.kill9();
        Awaitility.await("the connection is seen to be lost")
                .atMost(GalaxyInstance.TIMEOUT)
                .until(() -> callers.account(user).status() == 503);
        refused(callers.account(user), AT_ONCE);
        refused(callers.grant(user), AT_ONCE);
        refused(callers.ensure("new-" + email()), AT_ONCE);
        refused(callers.get("/users"), AT_ONCE);
        assertThat(program.readiness().status()).isEqualTo(503);
        assertThat(program.readiness().body()).contains("Redis does not answer");
        for (int i = 0; i < 300; i++) {
            refused(callers.account(user), AT_ONCE);
        }
        assertThat(program.jvm().lines().stream()
                        .filter(line -> line.contains(UNAVAILABLE))
                        .map(line -> line.substring(line.indexOf(UNAVAILABLE))
                                .replaceFirst(" (request_id|trace_id|route)=.*", "")))
                .as("each cause is logged once a minute")
                .isNotEmpty()
                .doesNotHaveDuplicates();
        assertThat(RestClient.get(program.management().resolve("/livez"), SOON).status())
                .isEqualTo(200);
    }

    @Test
    void says_503_soon_while_redis_is_stalled() throws InterruptedException {
        node.pause();
        refused(callers.account(user), SOON);
        refused(callers.grant(user), SOON);
        refused(callers.ensure("new-" + email()), SOON);
        refused(callers.get("/users"), SOON);
        assertThat(program.readiness().status()).isEqualTo(503);
    }

    @Test
    void says_over_grpc_too_that_it_does_not_serve_while_redis_is_stalled() {
        ManagedChannel channel = Grpc.newChannelBuilder(program.connections(), InsecureChannelCredentials.create())
                .build();
        try {
            var health = HealthGrpc.newBlockingStub(channel);
            var connections = HealthCheckRequest.newBuilder()
                    .setService("connections.v1.ConnectionsService")
                    .build();
            Awaitility.await("the outage of the test before is over")
                    .atMost(GalaxyInstance.TIMEOUT)
                    .untilAsserted(() ->
                            assertThat(health.check(connections).getStatus()).isEqualTo(ServingStatus.SERVING));
            node.pause();
            Awaitility.await("health follows the store")
                    .atMost(GalaxyInstance.TIMEOUT)
                    .untilAsserted(() ->
                            assertThat(health.check(connections).getStatus()).isEqualTo(ServingStatus.NOT_SERVING));
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void says_503_soon_while_the_network_swallows_everything() throws InterruptedException {
        proxy.blackHole();
        refused(callers.account(user), SOON);
        refused(callers.grant(user), SOON);
        assertThat(program.readiness().status()).isEqualTo(503);
    }

    @Test
    void reads_on_a_replica_and_refuses_to_write() {
        node.call("REPLICAOF", "127.0.0.1", "1");
        try {
            reads_but_does_not_write();
        } finally {
            node.call("REPLICAOF", "NO", "ONE");
        }
    }

    @Test
    void reads_without_memory_and_refuses_to_write() {
        node.config("maxmemory", "1");
        try {
            reads_but_does_not_write();
        } finally {
            node.config("maxmemory", "0");
        }
    }

    @Test
    void reads_without_enough_replicas_and_refuses_to_write() {
        node.config("min-replicas-to-write", "1");
        try {
            reads_but_does_not_write();
        } finally {
            node.config("min-replicas-to-write", "0");
        }
    }

    @Test
    void says_503_over_a_network_that_is_too_slow() {
        proxy.delay(Duration.ofMillis(1500));
        refused(callers.account(user), SOON);
        refused(callers.grant(user), SOON);
    }

    @Test
    void says_503_when_many_steps_that_are_each_in_time_take_too_long_together() {
        proxy.delay(Duration.ofMillis(400));
        // A name that is chosen takes one step after the other; a creation takes two in all.
        var reply = callers.rename(user, "Slow " + name());
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.took()).isBetween(Duration.ofMillis(1300), Duration.ofSeconds(2));
        proxy.pass();
        assertThat(callers.rename(user, name()).status()).isEqualTo(200);
    }

    private void reads_but_does_not_write() {
        var before = callers.account(user);
        long events = events();
        refused(callers.rename(user, "Other " + name()), AT_ONCE);
        refused(callers.grant(user), AT_ONCE);
        refused(callers.sanction(user), AT_ONCE);
        refused(callers.ensure("new-" + email()), AT_ONCE);
        assertThat(callers.account(user).body()).isEqualTo(before.body());
        assertThat(callers.get("/users/" + user + "/eligibility").status()).isEqualTo(200);
        assertThat(callers.get("/users").status()).isEqualTo(200);
        assertThat(callers.resolve("new-" + email()).text("kind")).isEqualTo("creatable");
        assertThat(callers.ensure(email()).text("user_id")).isEqualTo(user);
        assertThat(events()).isEqualTo(events);
    }

    private long events() {
        return Long.parseLong(node.call("XLEN", "galaxy:events"));
    }

    private String email() {
        return "pilot-" + round + "@example.com";
    }

    private String name() {
        return "Pilot %03d".formatted(round);
    }

    private static void refused(Reply reply, Duration within) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.json().path("error").path("code").asString()).isEqualTo("service_unavailable");
        assertThat(reply.header("Retry-After")).contains("1");
        assertThat(reply.took()).isLessThan(within);
    }
}

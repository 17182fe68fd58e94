package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.settings.SettingsException;
import galaxy.kernel.Deadline;
import galaxy.store.StoreUnavailableException.Fate;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Servers;
import galaxy.testkit.Topology;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that is away, and comes back. */
class RedisIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofMillis(600);
    private static final String KEY = "counter";

    private static Duration timeOf(ThrowingCallable call, Fate fate) {
        long start = System.nanoTime();
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.fate()).isEqualTo(fate));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static long increment(TestStore at) {
        return at.redis.call("incr", redis -> redis.incr(KEY));
    }

    private static void awaitAnswer(TestStore at) {
        await("it comes back by itself").until(at.redis::answers);
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void a_server_that_died_is_missed_soon_and_found_again(Topology topology) {
        try (var at = TestStore.at(topology.freshUri(), TIMEOUT)) {
            increment(at);
            topology.nodes().forEach(RedisNode::kill9);
            // A command of the first moment may have been sent, so that its fate is unknown.
            assertThat(at.redis.answers()).isFalse();
            assertThat(timeOf(() -> at.redis.call("get", redis -> redis.get(KEY)), Fate.NOT_APPLIED))
                    .isLessThan(TIMEOUT.plus(SLACK));
            assertThat(at.redis.answers()).isFalse();
            topology.freshUri();
            await("it comes back by itself").ignoreExceptions().until(() -> increment(at) > 0);
            assertThat(at.redis.answers()).isTrue();
        }
    }

    @Test
    void a_server_that_is_known_to_be_away_is_not_waited_for() {
        try (var proxy = FaultProxy.inFrontOf(Servers.standAlone());
                var at = TestStore.at(proxy.uri(), Duration.ofSeconds(10))) {
            proxy.refuse();
            proxy.cutAll();
            await("the client notices").until(() -> !at.redis.answers());
            assertThat(timeOf(() -> increment(at), Fate.NOT_APPLIED)).isLessThan(Duration.ofSeconds(1));
            proxy.pass();
            awaitAnswer(at);
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void a_request_that_has_taken_too_long_waits_for_nothing_more(Topology topology) {
        try (var at = TestStore.at(topology.freshUri(), TIMEOUT)) {
            increment(at);
            topology.nodes().forEach(RedisNode::pause);
            try {
                Duration limit = TIMEOUT.dividedBy(3);
                Duration took = Deadline.within(limit, () -> {
                    Duration first = timeOf(() -> increment(at), Fate.UNKNOWN);
                    return first.plus(timeOf(() -> increment(at), Fate.NOT_APPLIED));
                });
                assertThat(took).isBetween(limit.minusMillis(50), limit.plus(SLACK));
            } finally {
                topology.nodes().forEach(RedisNode::resume);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void a_stalled_server_is_waited_for_no_longer_than_configured(Topology topology) {
        try (var at = TestStore.at(topology.freshUri(), TIMEOUT)) {
            increment(at);
            topology.nodes().forEach(RedisNode::pause);
            try {
                assertThat(timeOf(() -> increment(at), Fate.UNKNOWN))
                        .isBetween(TIMEOUT.minusMillis(50), TIMEOUT.plus(SLACK));
                List<Redis.Command<byte[]>> reads = new ArrayList<>();
                Bucket.all().forEach(bucket -> reads.add(redis -> redis.get(TestStore.SPACE.key(bucket, "x"))));
                assertThat(timeOf(() -> at.redis.callAll("many", reads), Fate.UNKNOWN))
                        .as("many commands share the time of one")
                        .isLessThan(TIMEOUT.plus(SLACK));
            } finally {
                topology.nodes().forEach(RedisNode::resume);
            }
            awaitAnswer(at);
        }
    }

    @Test
    void a_command_under_way_when_the_connection_breaks_is_never_sent_again() {
        Servers.standAlone().flush();
        try (var proxy = FaultProxy.inFrontOf(Servers.standAlone());
                var at = TestStore.at(proxy.uri(), TIMEOUT)) {
            for (int i = 1; i <= 10; i++) {
                proxy.loseReplies(1, FaultProxy.AfterLoss.CUT);
                timeOf(() -> increment(at), Fate.UNKNOWN);
                awaitAnswer(at);
                assertThat(Servers.standAlone().call("GET", KEY)).isEqualTo(Integer.toString(i));
            }
        }
    }

    @Test
    void of_many_commands_under_way_each_happens_at_most_once_and_each_caller_gets_a_result() throws Exception {
        Servers.standAlone().flush();
        try (var proxy = FaultProxy.inFrontOf(Servers.standAlone());
                var at = TestStore.at(proxy.uri(), TIMEOUT);
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            proxy.hold();
            List<Future<Long>> increments = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                increments.add(callers.submit(() -> increment(at)));
            }
            proxy.cutAll();
            proxy.pass();
            for (var each : increments) {
                try {
                    each.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(StoreUnavailableException.class);
                }
            }
            awaitAnswer(at);
            long answered = increments.stream()
                    .filter(each -> each.state() == Future.State.SUCCESS)
                    .count();
            var counted = at.text(KEY).map(Long::parseLong).orElse(0L);
            assertThat(counted).isBetween(answered, 50L);
        }
    }

    @Test
    void one_master_that_is_down_affects_nothing_on_the_others() {
        try (var at = TestStore.at(Topology.CLUSTER.freshUri(), TIMEOUT)) {
            var cluster = Servers.cluster();
            List<Redis.Command<Long>> increments = new ArrayList<>();
            Bucket.all().forEach(bucket -> increments.add(redis -> redis.incr(TestStore.SPACE.key(bucket, "x"))));
            assertThat(at.redis.callAll("incr", increments)).hasSize(256).containsOnly(1L);
            cluster.nodes().getFirst().config("min-replicas-to-write", "1");
            try {
                var results = at.redis.tryAll("incr", increments);
                assertThat(Redis.Result.answers(results))
                        .hasSizeBetween(165, 175)
                        .containsOnly(2L);
                assertThat(at.metric("store_call_failures_total", "fate=\"not_applied\"", "operation=\"incr\""))
                        .as("one batch is one round trip")
                        .isEqualTo(1);
                assertThat(at.metric("store_call_seconds_count", "operation=\"incr\""))
                        .isEqualTo(2);
            } finally {
                cluster.nodes().getFirst().config("min-replicas-to-write", "0");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void many_commands_at_once_work_from_the_first_moment(Topology topology) {
        var uri = topology.freshUri();
        List<Redis.Command<byte[]>> reads = new ArrayList<>();
        Bucket.all().forEach(bucket -> reads.add(redis -> redis.get(TestStore.SPACE.key(bucket, "x"))));
        for (int i = 0; i < 5; i++) {
            try (var at = TestStore.at(uri, TIMEOUT)) {
                assertThat(at.redis.callAll("many", reads)).hasSize(256);
                assertThat(at.metric("store_call_seconds_count", "operation=\"many\""))
                        .isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://:hunter2@127.0.0.1:1",
                "rediss://galaxy:hunter2@127.0.0.1:1",
                "redis-socket://hunter2@/nowhere/redis.sock",
                "redis-cluster://:hunter2@127.0.0.1:1,127.0.0.1:2"
            })
    void says_what_cannot_be_reached_without_the_password(String uri) {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> TestStore.at(uri, TIMEOUT))
                .withMessageStartingWith(
                        "cannot connect to Redis at " + StoreAddress.parse(uri).display() + ": ")
                .satisfies(e -> assertThat(everythingOf(e)).doesNotContain("hunter2"));
    }

    @Test
    void says_that_the_password_is_wrong_without_it() {
        try (var node = RedisNode.start(RedisNode.Options.plain().withPassword("hunter1"))) {
            var wrong = List.of(
                    node.uri().replace("hunter1", "hunter2"),
                    "redis://" + node.host() + ":" + node.port(),
                    "redis://galaxy:hunter2@" + node.host() + ":" + node.port());
            // Many times, because which of two threads of the library is faster decides what it tells at first.
            for (int i = 0; i < 30; i++) {
                var uri = wrong.get(i % wrong.size());
                assertThatExceptionOfType(SettingsException.class)
                        .isThrownBy(() -> TestStore.at(uri, TIMEOUT))
                        .satisfies(e -> assertThat(e.problems())
                                .singleElement()
                                .asString()
                                .startsWith("redis.uri: Redis at 127.0.0.1:" + node.port() + " refuses the login"))
                        .satisfies(e -> assertThat(everythingOf(e)).doesNotContain("hunter"));
            }
        }
    }

    private static String everythingOf(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void a_store_of_text_is_utf_8() {
        try (var at = TestStore.at(Topology.STAND_ALONE.freshUri())) {
            at.redis.call("set", redis -> redis.set("Zoë", "é".getBytes(StandardCharsets.UTF_8)));
            assertThat(Servers.standAlone().call("GET", "Zoë")).isEqualTo("é");
        }
    }
}

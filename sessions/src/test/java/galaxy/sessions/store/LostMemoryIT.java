package galaxy.sessions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.kernel.UnavailableException;
import galaxy.sessions.ReplayGuard;
import galaxy.sessions.ReplayGuard.Request;
import galaxy.sessions.ReplayGuard.Verdict;
import galaxy.sessions.ReplayGuardContract;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was accepted is never accepted again, whatever happens to the server that remembers it; in both modes. */
@Execution(ExecutionMode.CONCURRENT)
class LostMemoryIT {
    private static final Verdict NEW = new Verdict.Accepted(Optional.empty());
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private int number;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_a_log_rewrite_and_a_kill(boolean isMemoryOnly) throws Exception {
        try (var node = RedisNode.start(RedisNode.Options.plain().withAppendOnly());
                var store = new GuardedStore(node.uri())) {
            RedisReplayGuard guard = guard(store, isMemoryOnly);
            Request request = firstAccepted(guard);
            node.call("BGREWRITEAOF");
            await().atMost(TIMEOUT)
                    .until(() -> node.call("INFO", "persistence").contains("aof_rewrite_in_progress:0")
                            && node.call("INFO", "persistence").contains("aof_rewrite_scheduled:0"));
            assertThat(guard.accept(request)).isEqualTo(new Verdict.Replayed());
            node.kill9();
            node.restart();
            assertThat(eventually(guard, request)).isInstanceOf(Verdict.TooEarly.class);
            assertThat(guard.accept(dated(now()))).isInstanceOf(Verdict.TooEarly.class);
            firstAccepted(guard);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_a_fail_over_there_and_back_each_with_a_full_resynchronisation(boolean isMemoryOnly) {
        try (var first = RedisNode.start();
                var second = RedisNode.start();
                var atFirst = new GuardedStore(first.uri());
                var atSecond = new GuardedStore(second.uri())) {
            RedisReplayGuard here = guard(atFirst, isMemoryOnly);
            RedisReplayGuard there = guard(atSecond, isMemoryOnly);
            Request copied = firstAccepted(here);
            second.follow(first);
            // A master draws a new id when its first replica comes.
            Request notCopied = firstAccepted(here);
            assertThat(here.accept(again(copied))).isInstanceOf(Verdict.TooEarly.class);
            second.call("REPLICAOF", "NO", "ONE");
            assertThat(there.accept(again(copied))).isInstanceOf(Verdict.TooEarly.class);
            assertThat(there.accept(again(notCopied))).isInstanceOf(Verdict.TooEarly.class);
            first.follow(second);
            first.call("REPLICAOF", "NO", "ONE");
            assertThat(here.accept(again(copied))).isInstanceOf(Verdict.TooEarly.class);
            assertThat(here.accept(again(notCopied))).isInstanceOf(Verdict.TooEarly.class);
            firstAccepted(here);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void after_a_fail_over_of_a_cluster_there_and_back(boolean isMemoryOnly) {
        var options = RedisNode.Options.plain().withConfig("cluster-require-full-coverage no");
        try (var cluster = RedisClusterOfThree.startWithReplicas(options, Duration.ofSeconds(1));
                var store = new GuardedStore(cluster.uri())) {
            RedisReplayGuard guard = guard(store, isMemoryOnly);
            int slot = cluster.slotOf(SessionKeys.session(ReplayGuardContract.SESSION));
            List<Request> accepted = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                accepted.add(firstAccepted(guard));
                assertThat(guard.accept(again(accepted.getLast()))).isEqualTo(new Verdict.Replayed());
                RedisNode master = cluster.masterOf(slot);
                RedisNode replica = cluster.replicaOf(master);
                master.kill9();
                cluster.awaitTakeOver(replica);
                assertThat(accepted)
                        .allSatisfy(request ->
                                assertThat(eventually(guard, request)).isInstanceOf(Verdict.TooEarly.class));
            }
            firstAccepted(guard);
        }
    }

    @Test
    void a_request_adds_to_the_log_only_where_the_server_does_not_allow_otherwise() {
        try (var node = RedisNode.start(RedisNode.Options.plain().withAppendOnly());
                var store = new GuardedStore(node.uri())) {
            RedisReplayGuard inMemory = guard(store, true);
            inMemory.look();
            assertThat(inMemory.isMemoryOnly()).isTrue();
            long before = logBytes(node);
            firstAccepted(inMemory);
            assertThat(logBytes(node)).isEqualTo(before);
            RedisReplayGuard durable = guard(store, false);
            durable.look();
            assertThat(durable.isMemoryOnly()).isFalse();
            Request request = dated(now().plusSeconds(7));
            assertThat(durable.accept(request)).isEqualTo(NEW);
            assertThat(durable.accept(request)).isEqualTo(new Verdict.Replayed());
            assertThat(logBytes(node) - before).isPositive();
        }
    }

    private static long logBytes(RedisNode node) {
        return Long.parseLong(node.call("INFO", "persistence").replaceAll("(?s).*aof_current_size:(\\d+).*", "$1"));
    }

    private static RedisReplayGuard guard(GuardedStore store, boolean isMemoryOnly) {
        return isMemoryOnly ? store.guard(100) : store.durableGuard(100);
    }

    /** A verdict as soon as the client is connected again. */
    private static Verdict eventually(RedisReplayGuard guard, Request request) {
        return await().atMost(TIMEOUT)
                .ignoreExceptionsInstanceOf(UnavailableException.class)
                .until(() -> guard.accept(again(request)), verdict -> true);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private Request dated(Instant issuedAt) {
        number++;
        return ReplayGuardContract.request(ReplayGuardContract.SESSION, number, issuedAt, now());
    }

    /** The same request, as it comes now. */
    private static Request again(Request request) {
        return new Request(request.session(), request.id(), request.issuedAt(), now());
    }

    /** What is dated by the time that a refused client is given is accepted. */
    private Request firstAccepted(RedisReplayGuard guard) {
        if (!(guard.accept(dated(now())) instanceof Verdict.TooEarly(Instant validFrom))) {
            throw new AssertionError("the first request to a new guard is too early");
        }
        assertThat(validFrom).isBefore(now().plusSeconds(7));
        Instant issuedAt = validFrom.plusMillis(1);
        // The gateway takes nothing that is dated further ahead.
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !issuedAt.isAfter(now().plus(ReplayGuard.FUTURE)));
        Request later = dated(issuedAt);
        assertThat(guard.accept(later)).isEqualTo(NEW);
        return later;
    }
}

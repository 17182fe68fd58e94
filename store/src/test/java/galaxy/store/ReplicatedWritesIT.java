package galaxy.store;

import static galaxy.store.TestStore.SPACE;
import static galaxy.store.TestStore.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.kernel.WriteResult;
import galaxy.store.StoreUnavailableException.Fate;
import galaxy.testkit.RedisClusterOfThree;
import galaxy.testkit.RedisNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that count only when a replica has them, in a cluster whose masters have one each. */
class ReplicatedWritesIT {
    private static final RedisClusterOfThree CLUSTER =
            RedisClusterOfThree.startWithReplicas(RedisNode.Options.plain().withAppendOnly(), Duration.ofSeconds(3));

    private static final Bucket BUCKET = new Bucket(42);
    private static final String KEY = SPACE.key(BUCKET, "record", "a");
    private static final String LOG = SPACE.key(BUCKET, "log", "a");

    private final RedisNode master = CLUSTER.masterOf(CLUSTER.slotOf(KEY));
    private final RedisNode replica = CLUSTER.replicaOf(master);
    private TestStore replicated = TestStore.replicated(CLUSTER.uri());
    private TestStore local = TestStore.at(CLUSTER.uri());

    @BeforeEach
    void begin() {
        CLUSTER.flush();
        commitNext(replicated);
    }

    @AfterEach
    void heal() {
        replicated.close();
        local.close();
        CLUSTER.heal();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    private static WriteResult commitNext(TestStore at) {
        return at.commitNext(BUCKET, KEY, LOG);
    }

    @Test
    void a_change_that_no_replica_confirms_is_not_done_and_happens_once_all_the_same() {
        replica.pause();
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> commitNext(replicated))
                .satisfies(e -> assertThat(e.fate()).isEqualTo(Fate.UNKNOWN));
        replica.resume();

        assertThat(replicated.value(KEY)).contains("2");
        assertThat(commitNext(replicated)).isEqualTo(WriteResult.DONE);
        everyOneOnce(replicated, 3);
    }

    @Test
    void a_change_is_on_the_replica_when_it_is_reported_as_done() {
        for (int i = 2; i < 200; i++) {
            assertThat(commitNext(replicated)).isEqualTo(WriteResult.DONE);
            assertThat(onReplica(LOG)).isEqualTo(Integer.toString(i));
        }
    }

    private String onReplica(String list) {
        try (var connection = replica.connect()) {
            connection.call("READONLY");
            return connection.call("LLEN", list);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void what_was_read_is_confirmed_only_when_a_replica_has_it_and_it_still_is_so() {
        replica.pause();
        commitNext(local);
        Optional<Version> seen = replicated.version(KEY);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() ->
                        replicated.store.confirm(replicated.store.commit(BUCKET).check(KEY, seen)));
        replica.resume();
        assertThat(replicated.store.confirm(replicated.store.commit(BUCKET).check(KEY, seen)))
                .isEqualTo(WriteResult.DONE);

        commitNext(local);
        assertThat(replicated.store.confirm(replicated.store.commit(BUCKET).check(KEY, seen)))
                .isEqualTo(WriteResult.CONFLICT);
    }

    @Test
    void many_changes_at_once_share_a_wait() throws Exception {
        CLUSTER.nodes().forEach(node -> node.call("CONFIG", "RESETSTAT"));
        List<Future<WriteResult>> all = new ArrayList<>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                String key = SPACE.key(BUCKET, "record", "n" + i);
                all.add(callers.submit(() ->
                        replicated.store.send(replicated.store.commit(BUCKET).put(key, Optional.empty(), TEXT, "x"))));
            }
            for (Future<WriteResult> each : all) {
                assertThat(each.get()).isEqualTo(WriteResult.DONE);
            }
        }
        assertThat(calls("wait")).isPositive().isLessThan(calls("evalsha") / 4);
    }

    private static int calls(String command) {
        return CLUSTER.masters().stream()
                .flatMap(node -> node.call("INFO", "commandstats").lines())
                .filter(line -> line.startsWith("cmdstat_" + command + ":"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll(".*:calls=([0-9]+),.*", "$1")))
                .sum();
    }

    @Test
    void events_of_a_change_that_no_replica_has_are_not_published() throws Exception {
        try (Relay relay = new Relay(replicated.shared(), SPACE, () -> TestStore.NOON, () -> false)) {
            relay.start();
            relay.wake(local.shard(BUCKET));
            Awaitility.await("published").until(() -> replicated.published().size() == 1);
            replica.pause();
            commitNext(local);
            relay.wake(local.shard(BUCKET));
            double failures = replicated.metric("relay_failures_total");
            Awaitility.await("the relay has tried in vain")
                    .until(() -> replicated.metric("relay_failures_total") > failures + 1);
            assertThat(local.published()).hasSize(1);
            replica.resume();
            Awaitility.await("published once a replica has it")
                    .until(() -> local.published().size() == 2);
        }
    }

    @Test
    void of_a_stream_of_changes_none_that_was_done_is_lost_when_the_replica_takes_over() throws Exception {
        try (Stream stream = Stream.of(replicated)) {
            for (int i = 0; i < 2; i++) {
                stream.awaitMore(100);
                RedisNode killed = CLUSTER.masterOf(CLUSTER.slotOf(KEY));
                RedisNode next = CLUSTER.replicaOf(killed);
                killed.kill9();
                CLUSTER.awaitTakeOver(next);
            }
            stream.awaitMore(100);
            stream.stop();
            stream.mustHaveKeptAll(replicated);
        }
    }

    @Test
    void a_change_that_only_the_master_had_is_lost_with_it_where_changes_need_not_be_replicated() {
        CLUSTER.stopReplicaOf(master);
        assertThat(commitNext(local)).isEqualTo(WriteResult.DONE);
        master.kill9();
        replica.resume();
        CLUSTER.awaitTakeOver(replica);

        Awaitility.await("it serves")
                .ignoreException(StoreUnavailableException.class)
                .untilAsserted(() -> assertThat(local.value(KEY)).contains("1"));
    }

    @Test
    void follows_a_slot_to_another_master() throws Exception {
        try (Stream stream = Stream.of(replicated)) {
            RedisNode target = CLUSTER.masters().stream()
                    .filter(node -> node != master)
                    .findFirst()
                    .orElseThrow();
            stream.awaitMore(50);
            try (var move = CLUSTER.move(CLUSTER.slotOf(KEY), target)) {
                move.allKeys();
                stream.awaitMore(50);
                move.finish();
                stream.awaitMore(50);
            }
            stream.awaitMore(50);
            stream.stop();
            stream.mustHaveKeptAll(replicated);
        }
    }

    /** Changes of one record, one after the other, which remembers those that were done. */
    private static final class Stream implements AutoCloseable {
        private final AtomicBoolean enough = new AtomicBoolean();
        private final List<String> done = java.util.Collections.synchronizedList(new ArrayList<>());
        private final FutureTask<@Nullable Void> running;

        private Stream(TestStore at) {
            running = new FutureTask<>(() -> {
                for (int i = 0; !enough.get(); i++) {
                    try {
                        String mark = "mark-" + i;
                        if (append(at, mark) == WriteResult.DONE) {
                            done.add(mark);
                        }
                    } catch (StoreUnavailableException e) {
                        RedisExecution.pause();
                    }
                }
                return null;
            });
            Thread.ofVirtual().name("stream").start(running);
        }

        static Stream of(TestStore at) {
            return new Stream(at);
        }

        private static WriteResult append(TestStore at, String mark) {
            return at.store.send(at.store
                    .commit(BUCKET)
                    .put(SPACE.key(BUCKET, "marks", "a"), at.version(SPACE.key(BUCKET, "marks", "a")), TEXT, mark)
                    .append(SPACE.key(BUCKET, "all-marks", "a"), TEXT, mark));
        }

        void awaitMore(int count) {
            int before = done.size();
            Awaitility.await("the stream continues")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> done.size() > before + count || running.isDone());
            assertThat(running).isNotDone();
        }

        void stop() throws InterruptedException, ExecutionException {
            enough.set(true);
            running.get();
        }

        @Override
        public void close() {
            enough.set(true);
        }

        void mustHaveKeptAll(TestStore at) {
            List<String> stored = at.history(SPACE.key(BUCKET, "all-marks", "a"));
            assertThat(stored).doesNotHaveDuplicates().containsSubsequence(done);
        }
    }

    private static void everyOneOnce(TestStore at, int commits) {
        assertThat(at.history(LOG))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, commits)
                        .mapToObj(Integer::toString)
                        .toList());
    }
}

package galaxy.store;

import static galaxy.store.TestStore.SPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.kernel.WriteResult;
import galaxy.store.StoreUnavailableException.Fate;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Servers;
import galaxy.testkit.SlotMove;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commits into a slot that moves from one master to another. */
class SlotMoveCommitIT {
    private static final Bucket BUCKET = new Bucket(42);
    private static final String KEY = SPACE.key(BUCKET, "record", "a");
    private static final String LOG = SPACE.key(BUCKET, "log", "a");

    TestStore at;

    @BeforeEach
    void connect() {
        at = TestStore.at(Topology.CLUSTER.freshUri(), Duration.ofMillis(500));
        commitNext();
    }

    @AfterEach
    void close() {
        at.close();
    }

    private SlotMove move() {
        var cluster = Servers.cluster();
        int slot = cluster.slotOf(KEY);
        RedisNode home = cluster.homeOf(slot);
        return cluster.move(
                slot,
                cluster.nodes().stream()
                        .filter(node -> node != home)
                        .findFirst()
                        .orElseThrow());
    }

    private WriteResult commitNext() {
        return at.commitNext(BUCKET, KEY, LOG);
    }

    @Test
    void follows_keys_that_were_moved_first_and_a_slot_with_a_new_master() {
        try (var move = move()) {
            assertThat(commitNext()).isEqualTo(WriteResult.DONE);
            move.allKeys();
            assertThat(commitNext()).isEqualTo(WriteResult.DONE);
            move.finish();
            assertThat(commitNext()).isEqualTo(WriteResult.DONE);
        }
        assertThat(commitNext()).isEqualTo(WriteResult.DONE);
        everyOneOnce(5);
    }

    @Test
    void waits_for_keys_that_are_half_way_and_then_says_that_nothing_was_done() {
        try (var move = move()) {
            move.keys(LOG);
            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(this::commitNext)
                    .withMessage("the store refuses: TRYAGAIN")
                    .satisfies(e -> assertThat(e.fate()).isEqualTo(Fate.NOT_APPLIED));
            move.finish();
            assertThat(commitNext()).isEqualTo(WriteResult.DONE);
        }
        everyOneOnce(2);
    }

    @Test
    void of_a_stream_of_commits_none_is_lost_and_none_doubled() throws Exception {
        var enough = new AtomicBoolean();
        var done = new AtomicInteger(1);
        var stream = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                try {
                    done.addAndGet(commitNext() == WriteResult.DONE ? 1 : 0);
                } catch (StoreUnavailableException e) {
                    assertThat(e.fate()).isEqualTo(Fate.NOT_APPLIED);
                }
            }
        });
        try (var move = move()) {
            awaitMore(done);
            move.keys(LOG);
            move.keys(SPACE.outbox(at.shard(BUCKET)));
            move.allKeys();
            awaitMore(done);
            move.finish();
            awaitMore(done);
        }
        awaitMore(done);
        enough.set(true);
        stream.get();
        everyOneOnce(done.get());
    }

    private static void awaitMore(AtomicInteger done) {
        int before = done.get();
        Awaitility.await("the stream continues").until(() -> done.get() > before + 10);
    }

    private void everyOneOnce(int commits) {
        assertThat(at.history(LOG))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, commits)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(at.outbox(BUCKET))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, commits)
                        .mapToObj(i -> i + " " + i)
                        .toList());
    }
}

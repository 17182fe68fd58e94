package galaxy.store;

import static galaxy.store.TestStore.SPACE;
import static galaxy.store.TestStore.TEXT;
import static galaxy.store.TestStore.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.WriteResult;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Topology;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
class CommitIT {
    private static final Bucket BUCKET = new Bucket(42);
    private static final String A = SPACE.key(BUCKET, "record", "a");
    private static final String B = SPACE.key(BUCKET, "record", "b");
    private static final String LOG = SPACE.key(BUCKET, "log", "a");
    private static final String INDEX = SPACE.key(BUCKET, "all");

    @Parameter
    Topology topology;

    TestStore at;

    @BeforeEach
    void connect() {
        at = TestStore.at(topology.freshUri());
    }

    @AfterEach
    void close() {
        at.close();
    }

    private Commit put(String key, String value) {
        return at.store.commit(BUCKET).put(key, at.version(key), TEXT, value);
    }

    private WriteResult send(Commit commit) {
        return at.store.send(commit);
    }

    /** As the server gets it, with nothing in between. */
    private String deliver(Commit commit) {
        return at.redis.call(commit.call());
    }

    private static Commit everything(Commit commit) {
        return commit.append(LOG, TEXT, "entry")
                .index(INDEX, "member")
                .index(INDEX, 1L << 53, "scored")
                .due("a", Optional.of(TestStore.NOON))
                .emit(event("e1"))
                .emit(event("e2"));
    }

    @Test
    void carries_out_every_instruction() {
        assertThat(send(everything(put(A, "one")).lease(B, Optional.empty(), TEXT, "lent", Duration.ofHours(1))))
                .isEqualTo(WriteResult.DONE);
        assertThat(at.value(A)).contains("one");
        assertThat(at.value(B)).contains("lent");
        assertThat(at.history(LOG)).containsExactly("entry");
        assertThat(at.scores(INDEX)).containsExactly(Map.entry("member", 0.0), Map.entry("scored", 9007199254740992.0));
        assertThat(at.scores(SPACE.due(at.shard(BUCKET))))
                .containsExactly(Map.entry("a", (double) TestStore.NOON.toEpochMilli()));
        assertThat(at.outbox(BUCKET)).containsExactly("1 e1", "2 e2");
        assertThat(at.emitted).containsExactly(at.shard(BUCKET));

        assertThat(send(put(A, "two").unindex(INDEX, "member").due("a", Optional.empty())))
                .isEqualTo(WriteResult.DONE);
        assertThat(at.scores(INDEX)).containsOnlyKeys("scored");
        assertThat(at.scores(SPACE.due(at.shard(BUCKET)))).isEmpty();
        assertThat(at.emitted).hasSize(1);
    }

    @Test
    void writes_nothing_at_all_when_one_check_of_several_fails() {
        send(put(A, "one"));
        var stale = at.version(A);
        send(put(A, "two"));
        int before = TestStore.keys(topology.nodes());
        var commit = everything(at.store
                .commit(BUCKET)
                .put(B, Optional.empty(), TEXT, "b")
                .check(A, stale)
                .lease(SPACE.key(BUCKET, "lease"), Optional.empty(), TEXT, "l", Duration.ofHours(1)));
        assertThat(send(commit)).isEqualTo(WriteResult.CONFLICT);
        assertThat(TestStore.keys(topology.nodes())).isEqualTo(before);
        assertThat(at.value(A)).contains("two");
        assertThat(at.emitted).isEmpty();
        assertThat(at.metric("store_commit_conflicts_total")).isEqualTo(1);
    }

    @Test
    void demands_absence_and_presence() {
        var absent = at.store.commit(BUCKET).check(A, Optional.empty()).put(B, Optional.empty(), TEXT, "b");
        assertThat(send(absent)).isEqualTo(WriteResult.DONE);
        send(put(A, "one"));
        var stillAbsent = at.store.commit(BUCKET).check(A, Optional.empty()).put(B, at.version(B), TEXT, "b2");
        assertThat(send(stillAbsent)).isEqualTo(WriteResult.CONFLICT);
        var present = at.store.commit(BUCKET).check(A, at.version(A)).put(B, at.version(B), TEXT, "b3");
        assertThat(send(present)).isEqualTo(WriteResult.DONE);
        assertThat(at.value(B)).contains("b3");
        var create = at.store.commit(BUCKET).put(A, Optional.empty(), TEXT, "again");
        assertThat(send(create)).isEqualTo(WriteResult.CONFLICT);
        assertThat(at.value(A)).contains("one");
    }

    @Test
    void delivered_three_times_happens_once() {
        var commit = everything(put(A, "one"));
        assertThat(IntStream.range(0, 3).mapToObj(i -> deliver(commit))).containsOnly("OK");
        assertThat(at.history(LOG)).hasSize(1);
        assertThat(at.outbox(BUCKET)).containsExactly("1 e1", "2 e2");
    }

    @Test
    void delivered_late_happens_once_even_when_one_of_its_records_has_moved_on() {
        var commit = everything(put(A, "one").put(B, Optional.empty(), TEXT, "b"));
        deliver(commit);
        send(put(B, "b2"));
        assertThat(deliver(commit)).isEqualTo("OK");
        send(put(A, "two"));
        assertThat(deliver(commit)).isEqualTo("CONFLICT");
        assertThat(at.value(A)).contains("two");
        assertThat(at.value(B)).contains("b2");
        assertThat(at.history(LOG)).hasSize(1);
        assertThat(at.outbox(BUCKET)).hasSize(2);
    }

    @Test
    void a_late_create_does_not_come_back_over_what_was_written_since() {
        var create = put(A, "created");
        deliver(create);
        send(put(A, "changed"));
        assertThat(deliver(create)).isEqualTo("CONFLICT");
        assertThat(at.value(A)).contains("changed");
    }

    @Test
    void two_attempts_from_the_same_version_are_distinguished() {
        send(put(A, "one"));
        var mine = put(A, "mine").append(LOG, TEXT, "mine");
        var theirs = put(A, "theirs").append(LOG, TEXT, "theirs");
        assertThat(deliver(theirs)).isEqualTo("OK");
        assertThat(deliver(mine)).isEqualTo("CONFLICT");
        assertThat(at.history(LOG)).containsExactly("theirs");
    }

    @Test
    void a_commit_that_writes_no_record_could_happen_twice_and_is_refused() {
        var commit = at.store.commit(BUCKET).check(A, Optional.empty()).append(LOG, TEXT, "x");
        assertThatThrownBy(() -> send(commit)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_lease_ends_by_itself_and_may_be_taken_again() {
        var lease = at.store.commit(BUCKET).lease(A, Optional.empty(), TEXT, "one", Duration.ofHours(24));
        assertThat(send(lease)).isEqualTo(WriteResult.DONE);
        var seen = at.version(A);
        long left = at.redis.call("pttl", redis -> redis.pttl(A));
        assertThat(left)
                .isBetween(Duration.ofHours(23).toMillis(), Duration.ofHours(24).toMillis());
        at.redis.call("pexpire", redis -> redis.pexpire(A, 0));
        assertThat(send(at.store.commit(BUCKET).put(A, seen, TEXT, "two"))).isEqualTo(WriteResult.CONFLICT);
        assertThat(send(at.store.commit(BUCKET).lease(A, Optional.empty(), TEXT, "three", Duration.ofHours(1))))
                .isEqualTo(WriteResult.DONE);
    }

    @Test
    void numbers_the_outbox_densely_under_competing_writers() {
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 8; writer++) {
                var key = SPACE.key(BUCKET, "record", "w" + writer);
                writers.execute(() -> {
                    for (int i = 0; i < 25; i++) {
                        send(put(key, "x").emit(event("e")).emit(event("f")));
                    }
                });
            }
        }
        assertThat(at.outbox(BUCKET))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 400)
                        .mapToObj(i -> i + (i % 2 == 1 ? " e" : " f"))
                        .toList());
        assertThat(at.text(SPACE.outboxNumber(at.shard(BUCKET)))).contains("400");
    }

    @Test
    void of_competing_commits_on_one_version_exactly_one_succeeds() {
        send(put(A, "start"));
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int other = 0; other < 8; other++) {
                others.execute(() -> {
                    for (int done = 0; done < 20; ) {
                        done += send(put(A, "x").append(LOG, TEXT, "x")) == WriteResult.DONE ? 1 : 0;
                    }
                });
            }
        }
        assertThat(at.history(LOG)).hasSize(160);
        assertThat(at.version(A).map(Version::number)).contains(161L);
    }

    @Test
    void keeps_every_byte() {
        var raw = new byte[512];
        IntStream.range(0, raw.length).forEach(i -> raw[i] = (byte) i);
        var binary = new Format<byte[]>() {
            @Override
            public byte[] write(byte[] value) {
                return value;
            }

            @Override
            public byte[] read(byte[] stored, int from) {
                return Arrays.copyOfRange(stored, from, stored.length);
            }
        };
        var text = "\r\n\0 Zoë 🚀 'quoted' \"double\" $5";
        send(at.store
                .commit(BUCKET)
                .put(A, Optional.empty(), binary, raw)
                .append(LOG, binary, raw)
                .index(INDEX, text)
                .emit(new Event("e", "t", "/s", "u", TestStore.NOON, 1, "", text)));
        assertThat(at.store.read(A, binary).orElseThrow().value()).isEqualTo(raw);
        assertThat(at.store.history(LOG, binary)).containsExactly(raw);
        assertThat(at.scores(INDEX)).containsOnlyKeys(text);
        var events = at.redis.call(
                "xrange", redis -> redis.xrange(SPACE.outbox(at.shard(BUCKET)), Range.<String>unbounded()));
        assertThat(events.getFirst().getBody().get("data")).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void reads_records_of_any_buckets_in_the_order_of_the_keys() {
        send(put(A, "a"));
        var other = new Bucket(200);
        var far = SPACE.key(other, "record", "far");
        at.store.send(at.store.commit(other).put(far, Optional.empty(), TEXT, "far"));
        assertThat(at.store.readAll(List.of(far, B, A), TEXT))
                .extracting(Versioned::value)
                .containsExactly("far", "a");
        assertThat(at.store.readTogether(B, A)).extracting(Optional::isPresent).containsExactly(false, true);
    }

    @Test
    void scripts_that_a_server_has_forgotten_are_loaded_again() {
        send(put(A, "one"));
        topology.nodes().forEach(RedisNode::forgetScripts);
        assertThat(send(put(A, "two").append(LOG, TEXT, "once"))).isEqualTo(WriteResult.DONE);
        assertThat(at.history(LOG)).containsExactly("once");
    }
}

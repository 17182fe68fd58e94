package galaxy.store;

import static galaxy.store.TestStore.NOON;
import static galaxy.store.TestStore.SPACE;
import static galaxy.store.TestStore.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.kernel.WriteResult;
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/** Relays over one store, and what a fail-over of Redis does to an outbox. */
abstract class RelayFixture {
    static final Bucket BUCKET = new Bucket(42);

    @Parameter
    Topology topology;

    TestStore at;
    final SettableClock clock = SettableClock.at(NOON);

    @BeforeEach
    void connect() {
        at = TestStore.at(topology.freshUri());
    }

    @AfterEach
    void close() {
        at.close();
    }

    Relay relay() {
        return new Relay(at.shared(), SPACE, clock, () -> false);
    }

    Relay started() {
        var relay = relay();
        relay.start();
        return relay;
    }

    /** A commit with these events; their ids are the bucket and the number. */
    void emit(Bucket bucket, int from, int to) {
        var key = SPACE.key(bucket, "record");
        var commit = at.store.commit(bucket).put(key, at.version(key), TEXT, "x");
        IntStream.rangeClosed(from, to).forEach(i -> commit.emit(TestStore.event(id(bucket, i))));
        assertThat(at.store.send(commit)).isEqualTo(WriteResult.DONE);
    }

    static String id(Bucket bucket, int number) {
        return bucket.number() + "/" + number;
    }

    static List<String> ids(Bucket bucket, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> id(bucket, i)).toList();
    }

    List<String> publishedOf(Bucket bucket) {
        return at.published().stream()
                .filter(id -> id.startsWith(bucket.number() + "/"))
                .toList();
    }

    long checkpoint(Bucket bucket) {
        return Checkpoint.parse(at.redis.call(
                        "hget", redis -> redis.hget(Outboxes.CHECKPOINTS, SPACE.outboxName(at.shard(bucket)))))
                .number();
    }

    /** What a fail-over does: the counter of the outbox, and all after it, are as they were before. */
    void setBack(Bucket bucket, int number) {
        at.redis.call("del", redis -> redis.del(SPACE.outbox(at.shard(bucket))));
        at.redis.call(
                "set",
                redis -> redis.set(
                        SPACE.outboxNumber(at.shard(bucket)),
                        Integer.toString(number).getBytes(StandardCharsets.US_ASCII)));
    }

    List<StreamMessage<String, byte[]>> entries(Bucket bucket) {
        return at.redis.call("xrange", redis -> redis.xrange(SPACE.outbox(at.shard(bucket)), Range.unbounded()));
    }

    void putBack(Bucket bucket, List<StreamMessage<String, byte[]>> entries) {
        String copy = SPACE.key(bucket, "copy");
        for (var entry : entries) {
            at.redis.call("xadd", redis -> redis.xadd(copy, new XAddArgs().id(entry.getId()), entry.getBody()));
        }
        at.redis.call("rename", redis -> redis.rename(copy, SPACE.outbox(at.shard(bucket))));
    }

    void setCheckpoint(Bucket bucket, String number) {
        at.redis.call(
                "hset",
                redis -> redis.hset(
                        Outboxes.CHECKPOINTS,
                        SPACE.outboxName(at.shard(bucket)),
                        number.getBytes(StandardCharsets.US_ASCII)));
    }

    void awaitEmptyOutbox(Bucket bucket) {
        await("the outbox is empty").until(() -> at.outbox(bucket).isEmpty());
    }

    @SafeVarargs
    static List<String> concat(List<String>... lists) {
        var all = new ArrayList<String>();
        for (var list : lists) {
            all.addAll(list);
        }
        return all;
    }
}

package galaxy.store;

import static galaxy.store.TestStore.NOON;
import static galaxy.store.TestStore.SPACE;
import static galaxy.store.TestStore.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.health.HealthCheck;
import galaxy.kernel.WriteResult;
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
class RelayIT {
    private static final Bucket BUCKET = new Bucket(42);

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

    private Relay relay() {
        return new Relay(at.redis, SPACE, clock, at.metrics, TestStore.RETAINED);
    }

    private Relay started() {
        var relay = relay();
        relay.start();
        return relay;
    }

    /** A commit with these events; their ids are the bucket and the number. */
    private void emit(Bucket bucket, int from, int to) {
        var key = SPACE.key(bucket, "record");
        var commit = at.store.commit(bucket).put(key, at.version(key), TEXT, "x");
        IntStream.rangeClosed(from, to).forEach(i -> commit.emit(TestStore.event(id(bucket, i))));
        assertThat(at.store.send(commit)).isEqualTo(WriteResult.DONE);
    }

    private static String id(Bucket bucket, int number) {
        return bucket.number() + "/" + number;
    }

    private static List<String> ids(Bucket bucket, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> id(bucket, i)).toList();
    }

    private List<String> publishedOf(Bucket bucket) {
        return at.published().stream()
                .filter(id -> id.startsWith(bucket.number() + "/"))
                .toList();
    }

    private long mark(Bucket bucket) {
        return Checkpoint.parse(
                        at.redis.call("hget", redis -> redis.hget(Outboxes.CHECKPOINTS, SPACE.outboxName(bucket))))
                .number();
    }

    /** What a fail-over does: the counter of the outbox, and all after it, are as they were before. */
    private void setBack(Bucket bucket, int number) {
        at.redis.call("del", redis -> redis.del(SPACE.outbox(bucket)));
        at.redis.call(
                "set",
                redis -> redis.set(
                        SPACE.outboxNumber(bucket), Integer.toString(number).getBytes(StandardCharsets.US_ASCII)));
    }

    private List<StreamMessage<String, byte[]>> entries(Bucket bucket) {
        return at.redis.call("xrange", redis -> redis.xrange(SPACE.outbox(bucket), Range.unbounded()));
    }

    private void putBack(Bucket bucket, List<StreamMessage<String, byte[]>> entries) {
        String copy = SPACE.key(bucket, "copy");
        for (var entry : entries) {
            at.redis.call("xadd", redis -> redis.xadd(copy, new XAddArgs().id(entry.getId()), entry.getBody()));
        }
        at.redis.call("rename", redis -> redis.rename(copy, SPACE.outbox(bucket)));
    }

    private void setMark(Bucket bucket, String number) {
        at.redis.call(
                "hset",
                redis -> redis.hset(
                        Outboxes.CHECKPOINTS, SPACE.outboxName(bucket), number.getBytes(StandardCharsets.US_ASCII)));
    }

    private void awaitEmptyOutbox(Bucket bucket) {
        await("the outbox is empty").until(() -> at.outbox(bucket).isEmpty());
    }

    @Test
    void publishes_each_event_once_in_the_order_of_its_bucket_and_empties_the_outbox() {
        try (var relay = started()) {
            emit(BUCKET, 1, 3);
            relay.wake(BUCKET);
            awaitEmptyOutbox(BUCKET);
            emit(BUCKET, 4, 250);
            relay.wake(BUCKET);
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(ids(BUCKET, 1, 250));
        assertThat(mark(BUCKET)).isEqualTo(250);
        assertThat(at.metric("relay_published_events_total")).isEqualTo(250);
        assertThat(at.metric("relay_lag_seconds{service=\"" + SPACE.service() + "\"}"))
                .isZero();
    }

    @Test
    void three_relays_at_once_publish_each_event_once() {
        var relays = List.of(started(), started(), started());
        var buckets = List.of(new Bucket(0), BUCKET, new Bucket(255));
        for (int i = 1; i <= 30; i++) {
            for (var bucket : buckets) {
                emit(bucket, i, i);
                relays.forEach(relay -> relay.wake(bucket));
            }
        }
        buckets.forEach(this::awaitEmptyOutbox);
        relays.forEach(Relay::close);
        for (var bucket : buckets) {
            assertThat(publishedOf(bucket)).isEqualTo(ids(bucket, 1, 30));
        }
        assertThat(at.metric("relay_published_events_total")).isEqualTo(90);
    }

    @Test
    void goes_on_after_a_restart_where_it_was() {
        emit(BUCKET, 1, 5);
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        emit(BUCKET, 6, 8);
        assertThat(mark(BUCKET)).isEqualTo(5);
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(ids(BUCKET, 1, 8));
        assertThat(at.metric("relay_published_events_total")).isEqualTo(8);
    }

    @Test
    void a_restart_between_publishing_and_trimming_publishes_nothing_again() {
        emit(BUCKET, 1, 5);
        var untrimmed = entries(BUCKET);
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        putBack(BUCKET, untrimmed);
        emit(BUCKET, 6, 7);
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(ids(BUCKET, 1, 7));
    }

    @Test
    void events_under_numbers_that_were_public_before_a_fail_over_are_public_too() {
        emit(BUCKET, 1, 5);
        try (var relay = started()) {
            awaitEmptyOutbox(BUCKET);
            setBack(BUCKET, 3);
            emit(BUCKET, 14, 14);
            relay.wake(BUCKET);
            awaitEmptyOutbox(BUCKET);
            setBack(BUCKET, 2);
            emit(BUCKET, 23, 30);
            relay.wake(BUCKET);
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(concat(ids(BUCKET, 1, 5), ids(BUCKET, 14, 14), ids(BUCKET, 23, 30)));
        assertThat(mark(BUCKET)).isEqualTo(10);
        assertThat(at.metric("relay_outboxes_set_back_total")).isEqualTo(2);
        assertThat(at.metric("relay_lost_events_total")).isZero();
    }

    @Test
    void an_outbox_that_was_set_back_to_its_very_number_is_told_by_the_event() {
        emit(BUCKET, 1, 5);
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        setBack(BUCKET, 4);
        emit(BUCKET, 15, 15);
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(concat(ids(BUCKET, 1, 5), ids(BUCKET, 15, 15)));
    }

    @Test
    void several_relays_lose_no_event_of_an_outbox_that_is_set_back() {
        emit(BUCKET, 1, 5);
        var relays = List.of(started(), started(), started());
        awaitEmptyOutbox(BUCKET);
        for (int i = 1; i <= 20; i++) {
            setBack(BUCKET, 3 + i % 2);
            emit(BUCKET, 100 * i, 100 * i + 2);
            relays.forEach(relay -> relay.wake(BUCKET));
            awaitEmptyOutbox(BUCKET);
        }
        relays.forEach(Relay::close);
        for (int i = 1; i <= 20; i++) {
            assertThat(at.published()).containsSubsequence(ids(BUCKET, 100 * i, 100 * i + 2));
        }
        assertThat(at.published()).doesNotHaveDuplicates();
    }

    @Test
    void a_long_outbox_that_is_public_already_is_only_trimmed() {
        emit(BUCKET, 1, 250);
        var untrimmed = entries(BUCKET);
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        putBack(BUCKET, untrimmed);
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(ids(BUCKET, 1, 250));
        assertThat(at.metric("relay_outboxes_set_back_total")).isZero();
    }

    @Test
    void publishes_what_waits_when_it_is_closed() {
        var relay = started();
        emit(BUCKET, 1, 5);
        relay.close();
        assertThat(at.published()).isEqualTo(ids(BUCKET, 1, 5));
        relay().close();
    }

    @Test
    void loses_nothing_while_the_public_stream_cannot_be_written() {
        at.redis.call("set", redis -> redis.set(Relay.EVENTS, new byte[] {1}));
        emit(BUCKET, 1, 5);
        clock.advance(Duration.ofMinutes(1));
        try (var relay = started()) {
            relay.wake(BUCKET);
            await().until(() -> at.metric("relay_failures_total") >= 2);
            assertThat(at.outbox(BUCKET)).hasSize(5);
            assertThat(relay.lagSeconds()).isPositive();
            assertThat(at.metric("relay_lag_seconds{service=\"" + SPACE.service() + "\"}"))
                    .isPositive();
            at.redis.call("del", redis -> redis.del(Relay.EVENTS));
            awaitEmptyOutbox(BUCKET);
            await().until(() -> relay.lagSeconds() == 0);
        }
        assertThat(at.published()).isEqualTo(ids(BUCKET, 1, 5));
    }

    /** Whose Redis is back for less than a second at a time is to catch up even so. */
    @Test
    void tries_again_soon_when_it_failed() {
        at.redis.call("set", redis -> redis.set(Relay.EVENTS, new byte[] {1}));
        emit(BUCKET, 1, 1);
        try (var _ = started()) {
            await().until(() -> at.metric("relay_failures_total") >= 20);
        }
    }

    @Test
    void is_not_ready_while_events_have_waited_for_long() {
        at.redis.call("set", redis -> redis.set(Relay.EVENTS, new byte[] {1}));
        emit(BUCKET, 1, 1);
        clock.advance(Duration.ofSeconds(31));
        try (var relay = started()) {
            relay.wake(BUCKET);
            await().until(() -> at.metric("relay_failures_total") >= 1);
            await().until(() -> relay.check()
                    .status()
                    .get()
                    .equals(HealthCheck.Status.down("events wait in the outboxes for 31 s")));
            at.redis.call("del", redis -> redis.del(Relay.EVENTS));
            await().until(() -> relay.check().status().get().equals(HealthCheck.Status.up()));
        }
    }

    @Test
    void goes_on_behind_events_that_are_nowhere() {
        emit(BUCKET, 1, 3);
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        emit(BUCKET, 4, 9);
        String[] gone = IntStream.of(0, 1, 4)
                .mapToObj(i -> entries(BUCKET).get(i).getId())
                .toArray(String[]::new);
        at.redis.call("xdel", redis -> redis.xdel(SPACE.outbox(BUCKET), gone));
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(concat(ids(BUCKET, 1, 3), ids(BUCKET, 6, 7), ids(BUCKET, 9, 9)));
        assertThat(mark(BUCKET)).isEqualTo(9);
        assertThat(at.metric("relay_lost_events_total")).isEqualTo(3);
        assertThat(at.metric("relay_published_events_total")).isEqualTo(6);
    }

    @Test
    void a_mark_that_went_back_costs_no_event_that_is_still_there_and_publishes_none_under_a_wrong_number() {
        emit(BUCKET, 1, 6);
        try (var relay = started()) {
            awaitEmptyOutbox(BUCKET);
            setMark(BUCKET, "4-0");
            emit(BUCKET, 7, 8);
            relay.wake(BUCKET);
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(ids(BUCKET, 1, 8));
        assertThat(mark(BUCKET)).isEqualTo(8);
        assertThat(at.metric("relay_lost_events_total")).isEqualTo(2);
    }

    @Test
    void several_relays_jump_over_a_gap_once() {
        emit(BUCKET, 1, 9);
        at.redis.call(
                "xtrim", redis -> redis.xtrim(SPACE.outbox(BUCKET), io.lettuce.core.XTrimArgs.Builder.minId("6-0")));
        var relays = List.of(started(), started(), started());
        awaitEmptyOutbox(BUCKET);
        relays.forEach(Relay::close);
        assertThat(at.published()).isEqualTo(ids(BUCKET, 6, 9));
        assertThat(at.metric("relay_lost_events_total")).isEqualTo(5);
    }

    @SafeVarargs
    private static List<String> concat(List<String>... lists) {
        var all = new ArrayList<String>();
        for (var list : lists) {
            all.addAll(list);
        }
        return all;
    }
}

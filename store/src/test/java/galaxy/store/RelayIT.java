package galaxy.store;

import static galaxy.store.TestStore.SPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.Topology;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
class RelayIT extends RelayFixture {
    @Test
    void publishes_each_event_once_in_the_order_of_its_bucket_and_empties_the_outbox() {
        try (var relay = started()) {
            emit(BUCKET, 1, 3);
            relay.wake(at.shard(BUCKET));
            awaitEmptyOutbox(BUCKET);
            emit(BUCKET, 4, 250);
            relay.wake(at.shard(BUCKET));
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(ids(BUCKET, 1, 250));
        assertThat(checkpoint(BUCKET)).isEqualTo(250);
        assertThat(at.metric("relay_published_events_total")).isEqualTo(250);
        assertThat(at.metric("relay_lag_seconds", "service=\"" + SPACE.service() + "\""))
                .isZero();
    }

    @Test
    void three_relays_at_once_publish_each_event_once() {
        var relays = List.of(started(), started(), started());
        var buckets = List.of(new Bucket(0), BUCKET, new Bucket(255));
        for (int i = 1; i <= 30; i++) {
            for (var bucket : buckets) {
                emit(bucket, i, i);
                relays.forEach(relay -> relay.wake(at.shard(bucket)));
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
    void continues_after_a_restart() {
        emit(BUCKET, 1, 5);
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        emit(BUCKET, 6, 8);
        assertThat(checkpoint(BUCKET)).isEqualTo(5);
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
            relay.wake(at.shard(BUCKET));
            await().until(() -> at.metric("relay_failures_total") >= 2);
            assertThat(at.outbox(BUCKET)).hasSize(5);
            assertThat(relay.lagSeconds()).isPositive();
            assertThat(at.metric("relay_lag_seconds", "service=\"" + SPACE.service() + "\""))
                    .isPositive();
            at.redis.call("del", redis -> redis.del(Relay.EVENTS));
            awaitEmptyOutbox(BUCKET);
            await().until(() -> relay.lagSeconds() == 0);
        }
        assertThat(at.published()).isEqualTo(ids(BUCKET, 1, 5));
    }

    /** A Redis that serves for less than a second at a time is enough to catch up. */
    @Test
    void retries_soon_after_a_failure() {
        at.redis.call("set", redis -> redis.set(Relay.EVENTS, new byte[] {1}));
        emit(BUCKET, 1, 1);
        try (var _ = started()) {
            await().until(() -> at.metric("relay_failures_total") >= 20);
        }
    }

    @Test
    void knows_for_how_long_events_have_waited() {
        at.redis.call("set", redis -> redis.set(Relay.EVENTS, new byte[] {1}));
        emit(BUCKET, 1, 1);
        clock.advance(Duration.ofSeconds(31));
        try (var relay = started()) {
            relay.wake(at.shard(BUCKET));
            await().until(() -> relay.lagSeconds() >= 31);
            at.redis.call("del", redis -> redis.del(Relay.EVENTS));
            await().until(() -> relay.lagSeconds() == 0);
        }
    }
}

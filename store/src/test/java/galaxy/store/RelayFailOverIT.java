package galaxy.store;

import static galaxy.store.TestStore.SPACE;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.Topology;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
class RelayFailOverIT extends RelayFixture {
    @Test
    void events_under_numbers_that_were_public_before_a_fail_over_are_public_too() {
        emit(BUCKET, 1, 5);
        try (var relay = started()) {
            awaitEmptyOutbox(BUCKET);
            setBack(BUCKET, 3);
            emit(BUCKET, 14, 14);
            relay.wake(at.shard(BUCKET));
            awaitEmptyOutbox(BUCKET);
            setBack(BUCKET, 2);
            emit(BUCKET, 23, 30);
            relay.wake(at.shard(BUCKET));
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(concat(ids(BUCKET, 1, 5), ids(BUCKET, 14, 14), ids(BUCKET, 23, 30)));
        assertThat(checkpoint(BUCKET)).isEqualTo(10);
        assertThat(at.metric("relay_outboxes_set_back_total")).isEqualTo(2);
        assertThat(at.metric("relay_lost_events_total")).isZero();
    }

    @Test
    void an_outbox_that_was_set_back_to_the_same_number_is_recognized_by_the_event() {
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
            relays.forEach(relay -> relay.wake(at.shard(BUCKET)));
            awaitEmptyOutbox(BUCKET);
        }
        relays.forEach(Relay::close);
        for (int i = 1; i <= 20; i++) {
            assertThat(at.published()).containsSubsequence(ids(BUCKET, 100 * i, 100 * i + 2));
        }
        assertThat(at.published()).doesNotHaveDuplicates();
    }

    @Test
    void a_trim_that_comes_after_a_fail_over_removes_no_event_of_the_same_numbers() {
        emit(BUCKET, 1, 5);
        String last = entries(BUCKET).getLast().getId();
        setBack(BUCKET, 2);
        emit(BUCKET, 13, 15);
        assertThat(at.redis.call(trim(last))).isZero();
        assertThat(entries(BUCKET)).hasSize(3);
        assertThat(at.redis.call(trim(entries(BUCKET).get(1).getId()))).isEqualTo(2);
    }

    private ScriptCall<Long> trim(String last) {
        String least = Checkpoint.at(Checkpoint.parse(last.getBytes(StandardCharsets.US_ASCII))
                                .number()
                        + 1)
                .toString();
        return new ScriptCall<>(
                Script.TRIM,
                new String[] {SPACE.outbox(at.shard(BUCKET))},
                last.getBytes(StandardCharsets.US_ASCII),
                least.getBytes(StandardCharsets.US_ASCII));
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
    void continues_behind_events_that_are_lost() {
        emit(BUCKET, 1, 3);
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        emit(BUCKET, 4, 9);
        String[] gone = IntStream.of(0, 1, 4)
                .mapToObj(i -> entries(BUCKET).get(i).getId())
                .toArray(String[]::new);
        at.redis.call("xdel", redis -> redis.xdel(SPACE.outbox(at.shard(BUCKET)), gone));
        try (var _ = started()) {
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(concat(ids(BUCKET, 1, 3), ids(BUCKET, 6, 7), ids(BUCKET, 9, 9)));
        assertThat(checkpoint(BUCKET)).isEqualTo(9);
        assertThat(at.metric("relay_lost_events_total")).isEqualTo(3);
        assertThat(at.metric("relay_published_events_total")).isEqualTo(6);
    }

    @Test
    void a_checkpoint_that_was_set_back_loses_no_event_that_is_still_there_and_publishes_none_under_a_wrong_number() {
        emit(BUCKET, 1, 6);
        try (var relay = started()) {
            awaitEmptyOutbox(BUCKET);
            setCheckpoint(BUCKET, "4-0");
            emit(BUCKET, 7, 8);
            relay.wake(at.shard(BUCKET));
            awaitEmptyOutbox(BUCKET);
        }
        assertThat(at.published()).isEqualTo(ids(BUCKET, 1, 8));
        assertThat(checkpoint(BUCKET)).isEqualTo(8);
        assertThat(at.metric("relay_lost_events_total")).isEqualTo(2);
    }

    @Test
    void several_relays_skip_a_gap_once() {
        emit(BUCKET, 1, 9);
        at.redis.call(
                "xtrim",
                redis -> redis.xtrim(SPACE.outbox(at.shard(BUCKET)), io.lettuce.core.XTrimArgs.Builder.minId("6-0")));
        var relays = List.of(started(), started(), started());
        awaitEmptyOutbox(BUCKET);
        relays.forEach(Relay::close);
        assertThat(at.published()).isEqualTo(ids(BUCKET, 6, 9));
        assertThat(at.metric("relay_lost_events_total")).isEqualTo(5);
    }
}

package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import galaxy.store.EventStream.Entry;
import galaxy.testkit.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class EventFollowerIT {
    private static final String KEY = "test:{0}:event-position";

    /** Notes what is read. */
    private static class Notes implements EventFollower.Reader {
        final List<String> read = new CopyOnWriteArrayList<>();
        final AtomicInteger caughtUp = new AtomicInteger();
        final AtomicInteger failures = new AtomicInteger();

        @Override
        public void read(Entry event) {
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("planted");
            }
            read.add(event.fields().get("n"));
        }

        @Override
        public EventFollower.CatchUp catchUp() {
            caughtUp.incrementAndGet();
            return this::step;
        }

        /** One step is all. */
        boolean step() {
            return false;
        }
    }

    private static EventFollower follower(TestStore store, Notes notes) {
        return new EventFollower(store.redis, "test", KEY, InstantSource.system(), notes);
    }

    private static String publish(TestStore store, int n) {
        byte[] text = Integer.toString(n).getBytes(StandardCharsets.US_ASCII);
        return store.redis.call("xadd", commands -> commands.xadd(Relay.EVENTS, Map.of("n", text)));
    }

    private static List<String> numbers(int from, int to) {
        List<String> all = new ArrayList<>();
        for (int n = from; n <= to; n++) {
            all.add(Integer.toString(n));
        }
        return all;
    }

    private static String position(TestStore store) {
        return new String(store.redis.call("get", commands -> commands.get(KEY)), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void each_event_is_read_once_from_the_first_start_and_again_after_a_restart(Topology topology) {
        try (TestStore store = TestStore.at(topology.freshUri())) {
            publish(store, 1);
            Notes first = new Notes();
            try (EventFollower follower = follower(store, first)) {
                follower.round();
                follower.start();
                for (int n = 2; n <= 600; n++) {
                    publish(store, n);
                }
                await().untilAsserted(() -> assertThat(first.read).isEqualTo(numbers(2, 600)));
                await().untilAsserted(() -> assertThat(follower.lagSeconds()).isZero());
            }
            publish(store, 601);
            Notes second = new Notes();
            try (EventFollower follower = follower(store, second)) {
                follower.start();
                await().untilAsserted(() -> assertThat(second.read).isEqualTo(List.of("601")));
            }
            assertThat(first.caughtUp.get() + second.caughtUp.get()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void a_kill_within_the_first_second_loses_no_event(Topology topology) {
        try (TestStore store = TestStore.at(topology.freshUri())) {
            publish(store, 1);
            follower(store, new Notes()).round();
            publish(store, 2);
            Notes second = new Notes();
            EventFollower follower = follower(store, second);
            follower.round();
            assertThat(second.read).containsExactly("2");
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void an_event_whose_handling_fails_is_read_again(Topology topology) {
        try (TestStore store = TestStore.at(topology.freshUri())) {
            Notes notes = new Notes();
            notes.failures.set(3);
            try (EventFollower follower = follower(store, notes)) {
                follower.round();
                follower.start();
                publish(store, 1);
                publish(store, 2);
                await().untilAsserted(() -> assertThat(notes.read).isEqualTo(numbers(1, 2)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void a_position_that_was_trimmed_is_caught_up_with_and_the_newest_follow(Topology topology) {
        try (TestStore store = TestStore.at(topology.freshUri())) {
            String old = publish(store, 1);
            publish(store, 2);
            publish(store, 3);
            store.redis.call("xtrim", commands -> commands.xtrim(Relay.EVENTS, 1));
            mustCatchUp(store, old);
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void a_position_behind_the_end_or_that_is_none_is_caught_up_with(Topology topology) {
        try (TestStore store = TestStore.at(topology.freshUri())) {
            publish(store, 1);
            for (String wrong : List.of("9999999999999-0", "nonsense", "")) {
                mustCatchUp(store, wrong);
            }
            store.redis.call("del", commands -> commands.del(Relay.EVENTS));
            mustCatchUp(store, "1700000000000-0");
        }
    }

    /** As after a restore from a backup, when there is more in the stream again. */
    @ParameterizedTest
    @EnumSource(Topology.class)
    void a_position_whose_event_is_undone_is_caught_up_with_though_the_stream_has_grown_beyond_it(Topology topology) {
        try (TestStore store = TestStore.at(topology.freshUri())) {
            publish(store, 1);
            String undone = publish(store, 2);
            store.redis.call("xdel", commands -> commands.xdel(Relay.EVENTS, undone));
            publish(store, 3);
            mustCatchUp(store, undone);
        }
    }

    @Test
    void the_lag_grows_while_lost_events_are_caught_up_with() {
        try (TestStore store = TestStore.at(Topology.STAND_ALONE.freshUri())) {
            store.redis.call("set", commands -> commands.set(KEY, "nonsense".getBytes(StandardCharsets.US_ASCII)));
            var isDone = new CountDownLatch(1);
            Notes notes = new Notes() {
                @Override
                boolean step() {
                    assertThatNoException().isThrownBy(isDone::await);
                    return false;
                }
            };
            try (EventFollower follower = follower(store, notes)) {
                follower.start();
                await().until(() -> notes.caughtUp.get() == 1);
                double lag = follower.lagSeconds();
                await().untilAsserted(() -> assertThat(follower.lagSeconds()).isGreaterThan(lag));
                isDone.countDown();
                await().untilAsserted(() -> assertThat(follower.lagSeconds()).isZero());
            }
        }
    }

    /** Also when the stream has grown beyond the position by then. */
    @Test
    void a_step_that_fails_is_done_again_and_what_was_done_before_it_is_not() {
        try (TestStore store = TestStore.at(Topology.STAND_ALONE.freshUri())) {
            store.redis.call(
                    "set", commands -> commands.set(KEY, "9999999999999-0".getBytes(StandardCharsets.US_ASCII)));
            var steps = new CopyOnWriteArrayList<Integer>();
            Notes notes = new Notes() {
                @Override
                boolean step() {
                    steps.add(failures.get());
                    if (steps.size() < 5) {
                        throw new IllegalStateException("users do not respond");
                    }
                    return steps.size() < 10;
                }
            };
            var log = new ListAppender<ILoggingEvent>();
            log.start();
            Logger logger = (Logger) LoggerFactory.getLogger(EventFollower.class);
            logger.addAppender(log);
            try (EventFollower follower = follower(store, notes)) {
                follower.start();
                await().until(() -> steps.size() >= 2);
                assertThat(position(store)).as("a restart catches up as well").isEqualTo("lost");
                publish(store, 1);
                await().untilAsserted(() -> assertThat(notes.read).isEqualTo(List.of("1")));
            } finally {
                logger.detachAppender(log);
            }
            assertThat(steps).hasSize(10);
            assertThat(notes.caughtUp).hasValue(1);
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .as("the loss and the failure, each once")
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("events after the position of " + KEY + " are lost"),
                            line -> assertThat(line).contains("users do not respond"));
        }
    }

    @Test
    void closing_ends_catching_up_between_two_steps() {
        try (TestStore store = TestStore.at(Topology.STAND_ALONE.freshUri())) {
            store.redis.call("set", commands -> commands.set(KEY, "nonsense".getBytes(StandardCharsets.US_ASCII)));
            var steps = new AtomicInteger();
            Notes notes = new Notes() {
                @Override
                boolean step() {
                    steps.incrementAndGet();
                    assertThatNoException().isThrownBy(() -> Thread.sleep(10));
                    return true;
                }
            };
            EventFollower follower = follower(store, notes);
            follower.start();
            await().until(() -> steps.get() > 1);
            long begin = System.nanoTime();
            follower.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
            int done = steps.get();
            assertThatNoException().isThrownBy(() -> Thread.sleep(50));
            assertThat(steps).hasValue(done);
            assertThat(position(store)).isEqualTo("lost");
        }
    }

    private static void mustCatchUp(TestStore store, String position) {
        store.redis.call("set", commands -> commands.set(KEY, position.getBytes(StandardCharsets.US_ASCII)));
        Notes notes = new Notes();
        try (EventFollower follower = follower(store, notes)) {
            follower.round();
            assertThat(notes.caughtUp).hasValue(1);
            String last = publish(store, 9);
            follower.start();
            await().untilAsserted(() -> assertThat(notes.read).isEqualTo(List.of("9")));
            await().untilAsserted(() -> assertThat(position(store)).isEqualTo(last));
            assertThat(notes.caughtUp).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void a_stream_that_is_put_back_while_it_is_followed_is_caught_up_with(Topology topology) {
        try (TestStore store = TestStore.at(topology.freshUri())) {
            Notes notes = new Notes();
            try (EventFollower follower = follower(store, notes)) {
                follower.round();
                follower.start();
                publish(store, 1);
                await().untilAsserted(() -> assertThat(notes.read).isEqualTo(List.of("1")));
                store.redis.call("del", commands -> commands.del(Relay.EVENTS));
                await().untilAsserted(() -> assertThat(notes.caughtUp).hasValue(1));
                publish(store, 2);
                await().untilAsserted(() -> assertThat(notes.read).isEqualTo(List.of("1", "2")));
            }
        }
    }
}

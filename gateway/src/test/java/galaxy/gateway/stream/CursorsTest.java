package galaxy.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.gateway.stream.Notice.Kind;
import galaxy.kernel.UserId;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that go on where an earlier one ended. */
class CursorsTest {
    private static final UserId ME = World.user(1);
    private static final String RENAMED = "user.profile.changed";

    private final World world = new World();
    private final SessionId mine = world.session(ME);

    @AfterEach
    void close() {
        world.close();
    }

    /** The cursor after one change, and all that a device then missed. */
    private String cursorBefore(Subscriptions gateway, int missed) {
        Device device = world.follow(gateway, mine).ready();
        world.events.account(ME, RENAMED);
        String cursor = device.next(Kind.ACCOUNT_CHANGED).cursor();
        device.leave();
        for (int i = 0; i < missed; i++) {
            world.events.account(World.user(2), RENAMED);
            world.events.account(ME, "user.missed." + i);
        }
        awaitRead(gateway);
        return cursor;
    }

    /** Waits until a gateway has read all events. */
    private void awaitRead(Subscriptions gateway) {
        await().until(() -> {
            Device device = world.follow(gateway, mine);
            String cursor = device.next().cursor();
            device.leave();
            return Cursor.parse(cursor).orElseThrow().position().equals(world.events.newest());
        });
    }

    private static void repeats(Device device, int missed) {
        Notice ready = device.next(Kind.READY);
        assertThat(ready.cursor()).isNotEqualTo(Cursor.NONE);
        for (int i = 0; i < missed; i++) {
            assertThat(device.next(Kind.ACCOUNT_CHANGED).detail()).isEqualTo("user.missed." + i);
        }
    }

    private void resyncs(Subscriptions gateway, String after) {
        Device device = world.follow(gateway, mine, after);
        Notice ready = device.next(Kind.READY);
        Notice resync = device.next(Kind.RESYNC);
        device.leave();
        assertThat(device.rest()).isEmpty();
        // Who leaves between the two has to read all again, too.
        assertThat(Cursor.parse(ready.cursor())).isEmpty();
        assertThat(Cursor.parse(resync.cursor())).isPresent();
    }

    @Test
    void repeats_what_followed_and_no_more() {
        Subscriptions gateway = world.gateway();
        String cursor = cursorBefore(gateway, 3);
        Device device = world.follow(gateway, mine, cursor);
        repeats(device, 3);
        world.events.account(ME, "user.new");
        assertThat(device.next(Kind.ACCOUNT_CHANGED).detail()).isEqualTo("user.new");
    }

    @Test
    void repeats_more_than_may_wait() {
        Subscriptions gateway = world.gateway();
        repeats(world.follow(gateway, mine, cursorBefore(gateway, 300)), 300);
    }

    @Test
    void the_cursor_of_ready_repeats_the_same() {
        Subscriptions gateway = world.gateway();
        String cursor = cursorBefore(gateway, 2);
        Device device = world.follow(gateway, mine, cursor);
        Notice ready = device.next(Kind.READY);
        device.leave();
        repeats(world.follow(gateway, mine, ready.cursor()), 2);
    }

    @Test
    void another_gateway_repeats_them_too() {
        String cursor = cursorBefore(world.gateway(), 3);
        Subscriptions other = world.gateway();
        awaitRead(other);
        repeats(world.follow(other, mine, cursor), 3);
    }

    @Test
    void is_good_for_five_minutes() {
        Subscriptions gateway = world.gateway();
        String cursor = cursorBefore(gateway, 1);
        world.clock.advance(Duration.ofMinutes(5));
        repeats(world.follow(gateway, mine, cursor), 1);
        world.clock.advance(Duration.ofMillis(1));
        resyncs(gateway, cursor);
    }

    @Test
    void heartbeats_of_a_quiet_stream_keep_it_good() {
        Subscriptions gateway = world.gateway();
        cursorBefore(gateway, 1);
        Device device = world.follow(gateway, mine).ready();
        world.clock.advance(Duration.ofMinutes(14));
        String cursor = device.next(Kind.HEARTBEAT).cursor();
        device.leave();
        world.events.account(ME, "user.missed.0");
        awaitRead(gateway);
        repeats(world.follow(gateway, mine, cursor), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "x", "0", "MC0wLzA", "ÄÖ", "\u0000", "999999999999999999999-0", "MS0wLzE3NjQ"})
    void any_other_text_asks_to_read_all_again(String after) {
        resyncs(world.gateway(), after);
    }

    @Test
    void a_long_text_is_any_other() {
        resyncs(world.gateway(), "A".repeat(30_000));
    }

    @Test
    void more_events_than_are_remembered_ask_to_read_all_again() {
        Subscriptions gateway = world.gateway(new Subscriptions.Limits(10, 64, 20));
        String cursor = cursorBefore(gateway, 9);
        repeats(world.follow(gateway, mine, cursor), 9);
        String older = cursorBefore(gateway, 11);
        resyncs(gateway, older);
    }

    @Test
    void a_gateway_that_starts_reads_back_no_further_than_it_remembers() {
        Subscriptions before = world.gateway();
        String older = cursorBefore(before, 2000);
        String cursor = cursorBefore(before, 9);
        int read = world.events.read();
        Subscriptions started = world.gateway(new Subscriptions.Limits(10, 64, 20));
        awaitRead(started);
        assertThat(world.events.read() - read).isLessThan(1000);
        repeats(world.follow(started, mine, cursor), 9);
        resyncs(started, older);
    }

    @Test
    void a_gateway_that_starts_reads_back_no_more_events_of_others_either() {
        String cursor = cursorBefore(world.gateway(), 0);
        for (int i = 0; i < 4000; i++) {
            world.events.other();
        }
        int read = world.events.read();
        Subscriptions started = world.gateway(new Subscriptions.Limits(10, 64, 20));
        awaitRead(started);
        assertThat(world.events.read() - read).isLessThan(1000);
        resyncs(started, cursor);
    }

    @Test
    void a_stream_that_began_before_the_first_event_goes_on() {
        Subscriptions gateway = world.gateway();
        Device device = world.follow(gateway, mine);
        String cursor = device.next(Kind.READY).cursor();
        device.leave();
        world.events.account(ME, "user.missed.0");
        awaitRead(gateway);
        repeats(world.follow(gateway, mine, cursor), 1);
    }

    @Test
    void a_place_after_the_newest_event_asks_to_read_all_again() {
        Subscriptions gateway = world.gateway();
        resyncs(gateway, new Cursor(new Position(9_000_000_000_000L, 0), world.clock.instant()).text());
    }

    @Test
    void the_place_of_an_event_that_a_restore_has_undone_asks_to_read_all_again() {
        String cursor = cursorBefore(world.gateway(), 0);
        world.events.undo();
        world.events.account(World.user(2), RENAMED);
        Subscriptions restarted = world.gateway();
        awaitRead(restarted);
        resyncs(restarted, cursor);
    }

    @Test
    void an_event_that_is_undone_below_a_gateway_asks_every_stream_to_read_all_again() {
        Subscriptions gateway = world.gateway();
        Device device = world.follow(gateway, mine).ready();
        world.events.account(ME, RENAMED);
        device.next(Kind.ACCOUNT_CHANGED);
        world.events.down(true);
        await().until(() -> world.events.refused() > 0);
        world.events.undo();
        world.events.account(World.user(2), RENAMED);
        world.events.down(false);
        device.next(Kind.RESYNC);
    }

    @Test
    void lost_events_ask_every_stream_to_read_all_again() {
        Subscriptions gateway = world.gateway();
        String cursor = cursorBefore(gateway, 1);
        List<Device> devices = List.of(
                world.follow(gateway, mine).ready(),
                world.follow(gateway, World.user(5)).ready());
        world.events.lose();
        devices.forEach(device -> device.next(Kind.RESYNC));
        resyncs(gateway, cursor);
        world.events.account(ME, RENAMED);
        devices.getFirst().next(Kind.ACCOUNT_CHANGED);
    }
}

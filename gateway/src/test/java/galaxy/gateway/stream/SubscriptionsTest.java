package galaxy.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import galaxy.gateway.stream.Notice.Kind;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a stream sends, and when it ends. */
class SubscriptionsTest {
    private static final UserId ME = World.user(1);
    private static final UserId OTHER = World.user(2);
    private static final String RENAMED = "user.profile.changed";
    private static final String SETTINGS = "user.settings.changed";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void begins_with_ready_and_sends_the_changes_of_the_own_account_alone() {
        Subscriptions gateway = world.gateway();
        world.events.account(ME, SETTINGS);
        Device device = readyDevice(gateway);
        world.events.account(OTHER, RENAMED);
        world.events.account(ME, RENAMED);
        Notice changed = device.next(Kind.ACCOUNT_CHANGED);
        assertThat(changed.detail()).isEqualTo(RENAMED);
        assertThat(changed.at()).isEqualTo(Instant.parse("2026-03-01T11:59:00Z"));
    }

    /** One that is ready after all that has happened was read. */
    private Device readyDevice(Subscriptions gateway) {
        SessionId id = world.session(ME);
        List<Device> devices = new ArrayList<>();
        await().until(() -> {
            Device device = world.follow(gateway, id);
            Notice first = device.next();
            Position read = Cursor.parse(first.cursor()).orElseThrow().position();
            devices.add(device);
            boolean isUpToDate = !read.isBefore(world.events.newest());
            if (!isUpToDate) {
                device.leave();
            }
            return isUpToDate;
        });
        return devices.getLast();
    }

    @Test
    void sends_a_heartbeat_each_30_s_with_a_cursor_that_leads_past_all_that_was_sent() {
        Device device = readyDevice(world.gateway());
        for (int i = 0; i < 3; i++) {
            world.events.account(ME, SETTINGS);
            device.next(Kind.ACCOUNT_CHANGED);
            world.clock.advance(Duration.ofSeconds(29));
            world.events.account(ME, RENAMED);
            device.next(Kind.ACCOUNT_CHANGED);
            world.clock.advance(Duration.ofSeconds(1));
            Notice heartbeat = device.next(Kind.HEARTBEAT);
            assertThat(heartbeat.at()).isEqualTo(world.clock.instant());
            assertThat(Cursor.parse(heartbeat.cursor()).orElseThrow().position())
                    .isEqualTo(world.events.newest());
        }
    }

    @Test
    void a_session_that_is_revoked_ends_its_stream_at_once_with_the_reason() {
        Subscriptions gateway = world.gateway();
        SessionId mine = world.session(ME);
        Device ended = world.follow(gateway, mine).ready();
        Device stays = world.follow(gateway, ME).ready();
        world.revoke(mine, "signed_out");
        world.events.sessions(ME);
        Notice notice = ended.next(Kind.SESSION_ENDED);
        assertThat(notice.detail()).isEqualTo("signed_out");
        assertThat(notice.at()).isEqualTo(world.clock.instant());
        assertThat(ended.end()).isEqualTo(StreamEnd.SESSION_REVOKED);
        world.events.account(ME, RENAMED);
        stays.next(Kind.ACCOUNT_CHANGED);
    }

    @Test
    void a_session_that_ended_without_an_event_ends_its_stream_before_the_next_heartbeat() {
        SessionId mine = world.session(ME);
        Device device = world.follow(world.gateway(), mine).ready();
        world.revoke(mine, "login_blocked");
        world.clock.advance(Duration.ofSeconds(30));
        assertThat(device.next(Kind.SESSION_ENDED).detail()).isEqualTo("login_blocked");
        assertThat(device.end()).isEqualTo(StreamEnd.SESSION_REVOKED);
    }

    @Test
    void a_session_that_ended_between_its_check_and_its_stream_is_found() {
        Subscriptions gateway = world.gateway();
        SessionId mine = world.session(ME);
        Subscriber accepted = new Subscriber(mine, world.records.get(mine), "");
        world.revoke(mine, "signed_out");
        Device device = new Device(gateway, accepted).ready();
        device.next(Kind.SESSION_ENDED);
        assertThat(device.end()).isEqualTo(StreamEnd.SESSION_REVOKED);
    }

    @Test
    void a_record_that_is_gone_ends_the_stream() {
        SessionId mine = world.session(ME);
        Device device = world.follow(world.gateway(), mine).ready();
        world.records.remove(mine);
        world.events.sessions(ME);
        device.next(Kind.SESSION_ENDED);
        assertThat(device.end()).isEqualTo(StreamEnd.SESSION_INVALID);
    }

    @Test
    void announces_the_end_of_the_session_once_in_its_last_day_and_ends_with_it() {
        Instant end = world.clock.instant().plus(Duration.ofHours(24)).plusSeconds(10);
        SessionId mine =
                world.session(ME, Duration.ofDays(30), Duration.ofHours(24).plusSeconds(10));
        Subscriptions gateway = world.gateway();
        Device device = world.follow(gateway, mine).ready();
        world.clock.advance(Duration.ofSeconds(10));
        Notice expiring = device.next(Kind.SESSION_EXPIRING);
        assertThat(expiring.at()).isEqualTo(end);
        world.clock.advance(Duration.ofSeconds(30));
        device.next(Kind.HEARTBEAT);
        device.leave();
        world.clock.set(end.minusSeconds(2));
        Device last = world.follow(gateway, mine).ready();
        last.next(Kind.SESSION_EXPIRING);
        world.clock.set(end);
        assertThat(last.next(Kind.SESSION_ENDED).detail()).isEqualTo("absolute_timeout");
        assertThat(last.end()).isEqualTo(StreamEnd.SESSION_EXPIRED);
    }

    @Test
    void asks_the_client_to_reconnect_after_15_to_16_minutes() {
        Subscriptions gateway = world.gateway();
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            devices.add(world.follow(gateway, World.user(i)).ready());
        }
        world.clock.advance(Duration.ofMinutes(15).minusMillis(1));
        devices.forEach(device -> device.next(Kind.HEARTBEAT));
        world.clock.advance(Duration.ofSeconds(30));
        await().until(() -> devices.stream().anyMatch(Device::isOver));
        assertThat(devices).anyMatch(device -> !device.isOver());
        world.clock.advance(Duration.ofSeconds(31));
        for (Device device : devices) {
            assertThat(device.end()).isEqualTo(StreamEnd.RECONNECT);
            assertThat(device.rest().getLast().kind()).isEqualTo(Kind.RECONNECT);
        }
    }

    @Test
    void a_session_has_two_streams_and_another_one_when_one_ends() {
        Subscriptions gateway = world.gateway();
        SessionId mine = world.session(ME);
        Device first = world.follow(gateway, mine).ready();
        world.follow(gateway, mine).ready();
        assertThat(world.follow(gateway, mine).end()).isEqualTo(StreamEnd.TOO_MANY);
        world.follow(gateway, ME).ready();
        assertThat(gateway.count()).isEqualTo(3);
        first.leave();
        world.follow(gateway, mine).ready();
    }

    @Test
    void a_process_has_so_many_streams() {
        Subscriptions gateway = world.gateway(Subscriptions.Limits.of(2));
        world.follow(gateway, World.user(1)).ready();
        Device second = world.follow(gateway, World.user(2)).ready();
        assertThat(world.follow(gateway, World.user(3)).end()).isEqualTo(StreamEnd.TOO_MANY);
        second.leave();
        assertThat(gateway.count()).isEqualTo(1);
        world.follow(gateway, World.user(3)).ready();
    }

    @Test
    void ends_the_stream_of_a_client_that_leaves_more_than_64_notices_unread() {
        Device device = readyDevice(world.gateway());
        device.reads(false);
        for (int i = 0; i < 66; i++) {
            world.events.account(ME, RENAMED);
        }
        assertThat(device.end()).isEqualTo(StreamEnd.TOO_SLOW);
    }

    @Test
    void ends_the_stream_of_a_client_that_does_not_read_for_30_s() {
        Device device = readyDevice(world.gateway());
        device.reads(false);
        world.events.account(ME, RENAMED);
        await().until(() -> device.isAskedInVain());
        world.clock.advance(Duration.ofSeconds(29));
        device.reads(true);
        device.next(Kind.ACCOUNT_CHANGED);
        device.reads(false);
        world.events.account(ME, RENAMED);
        await().until(() -> device.isAskedInVain());
        world.clock.advance(Duration.ofSeconds(30));
        assertThat(device.end()).isEqualTo(StreamEnd.TOO_SLOW);
    }

    @Test
    void a_client_that_reads_gets_a_burst_whole_and_in_order() {
        Device device = readyDevice(world.gateway());
        for (int i = 0; i < 500; i++) {
            world.events.account(ME, "user.test." + i);
        }
        for (int i = 0; i < 500; i++) {
            assertThat(device.next(Kind.ACCOUNT_CHANGED).detail()).isEqualTo("user.test." + i);
        }
    }

    @Test
    void a_stream_fails_while_the_store_does_not_respond_at_first() {
        world.events.down(true);
        Device device = world.follow(world.gateway(), ME);
        assertThatThrownBy(device::end).hasRootCauseInstanceOf(UnavailableException.class);
    }

    @Test
    void events_follow_when_the_store_responds_again() {
        Device device = readyDevice(world.gateway());
        world.events.down(true);
        world.events.account(ME, RENAMED);
        world.events.down(false);
        device.next(Kind.ACCOUNT_CHANGED);
    }

    @Test
    void serves_2000_streams_at_once() {
        Subscriptions gateway = world.gateway();
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            devices.add(world.follow(gateway, World.user(i)));
        }
        devices.forEach(Device::ready);
        for (int i = 0; i < 2000; i++) {
            world.events.account(World.user(i), "user.test." + i);
        }
        for (int i = 0; i < 2000; i++) {
            assertThat(devices.get(i).next(Kind.ACCOUNT_CHANGED).detail()).isEqualTo("user.test." + i);
        }
        world.clock.advance(Duration.ofSeconds(30));
        devices.forEach(device -> device.next(Kind.HEARTBEAT));
        devices.forEach(Device::beginToLeave);
        await().untilAsserted(() -> assertThat(gateway.count()).isZero());
    }
}

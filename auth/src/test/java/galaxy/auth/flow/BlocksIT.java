package galaxy.auth.flow;

import static galaxy.auth.flow.World.EMAIL;
import static galaxy.auth.flow.World.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.session.EndSessions;
import galaxy.auth.session.SessionUses;
import galaxy.auth.store.BlockEvents;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.Page;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import galaxy.sessions.Session.Ended;
import galaxy.store.EventStream.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Blocks of users at every moment of a sign-in. */
class BlocksIT extends OnEachTopology {
    private static final EndSessions SIGN_OUT = new EndSessions(
            Ended.REVOKED,
            "signed_out",
            Actor.of("user", "someone"),
            new Cause("self_service", Optional.of("gateway"), Optional.of("request-1"), Optional.empty()));

    @Test
    void a_use_by_a_blocked_user_ends_the_sessions_also_without_an_event() {
        var signedIn = world.signIn(EMAIL, 1);
        world.users.block(EMAIL);
        world.clock.advance(Duration.ofMinutes(1));
        world.caller()
                .uses()
                .report(List.of(new SessionUses.Use(signedIn.sessionId(), world.clock.instant(), Optional.empty())));
        await().untilAsserted(
                        () -> assertThat(session(signedIn.sessionId()).ended().map(Ended::reason))
                                .contains("login_blocked"));
    }

    @Test
    void a_block_ends_what_was_created_before_it_and_an_old_event_ends_nothing() {
        var before = world.signIn(EMAIL, 1);
        Instant at = world.clock.instant();
        world.users.block(EMAIL);
        world.events().read(blockEvent(before.userId(), at));
        assertThat(ended(before.sessionId()).cause()).isEqualTo(Ended.BLOCKED);
        assertThat(world.count("revoked by an event")).isEqualTo(1);
        world.users.unblock(EMAIL);
        var after = world.signIn(EMAIL, 2);
        world.events().read(blockEvent(before.userId(), at));
        assertThat(session(after.sessionId()).ended())
                .as("the user is not blocked any more")
                .isEmpty();
        world.users.block(EMAIL);
        world.clock.advance(Duration.ofHours(1));
        world.events().read(blockEvent(before.userId(), at));
        assertThat(session(after.sessionId()).ended())
                .as("created after the block")
                .isEmpty();
    }

    @Test
    void only_blocks_and_login_blocks_are_of_interest_and_what_cannot_be_read_is_passed_over() {
        var signedIn = world.signIn(EMAIL, 1);
        world.users.block(EMAIL);
        Instant at = world.clock.instant();
        String user = signedIn.userId().value();
        for (String data : List.of("{\"operation\":\"unblocked\"}", "not json", "{}")) {
            world.events().read(entry("user.block.changed", user, at, data));
        }
        world.events().read(entry("user.block.changed", "someone", at, "{\"operation\":\"blocked\"}"));
        world.events().read(entry("user.limit.changed", user, at, "{\"operation\":\"set\"}"));
        world.events().read(entry("user.sanction.changed", user, at, sanction("game_join_block")));
        assertThat(session(signedIn.sessionId()).ended()).isEmpty();
        assertThat(world.count("unreadable"))
                .as("two without an operation, one of no user")
                .isEqualTo(3);
        world.events().read(entry("user.sanction.changed", user, at, sanction("login_block")));
        assertThat(session(signedIn.sessionId()).ended()).isPresent();
    }

    private static String sanction(String code) {
        return "{\"operation\":\"applied\",\"sanction\":{\"sanction_code\":\"" + code + "\"}}";
    }

    private static Entry entry(String type, String subject, Instant at, String data) {
        return new Entry("1-0", Map.of("type", type, "subject", subject, "time", at.toString(), "data", data));
    }

    @Test
    void what_was_created_a_minute_after_a_block_is_older_by_another_clock() {
        var signedIn = world.signIn(EMAIL, 1);
        world.users.block(EMAIL);
        Instant created = world.clock.instant();
        world.events()
                .read(blockEvent(signedIn.userId(), created.minusSeconds(60).minusMillis(1)));
        assertThat(session(signedIn.sessionId()).ended()).isEmpty();
        world.events().read(blockEvent(signedIn.userId(), created.minusSeconds(60)));
        assertThat(session(signedIn.sessionId()).ended()).isPresent();
    }

    @Test
    void a_block_that_is_over_is_written_down_too() {
        var signedIn = world.signIn(EMAIL, 1);
        Instant at = world.clock.instant();
        world.events().read(blockEvent(signedIn.userId(), at));
        assertThat(session(signedIn.sessionId()).ended()).isEmpty();
        var stored = world.caller().store().sessions().read(signedIn.userId(), Optional.empty());
        assertThat(stored.sessions().blockedAt()).contains(at);
        assertThat(stored.sessions().active()).containsExactly(signedIn.sessionId());
    }

    @Test
    void users_are_asked_once_a_minute_for_a_user_who_plays() {
        var signedIn = world.signIn(EMAIL, 1);
        var uses = world.caller().uses();
        var use = new SessionUses.Use(signedIn.sessionId(), world.clock.instant(), Optional.empty());
        world.users.calls.clear();
        uses.report(List.of(use, use));
        await().until(() -> world.users.calls.size() == 1);
        world.clock.advance(Duration.ofMinutes(1).minusMillis(1));
        uses.report(List.of(use, use));
        world.clock.advance(Duration.ofMillis(1));
        uses.report(List.of(use, use));
        await().until(() -> world.users.calls.size() == 2);
    }

    @Test
    void where_events_are_lost_every_user_with_a_session_is_asked_for_and_a_failure_loses_no_progress() {
        var blocked = world.signIn(EMAIL, 1);
        var other = world.signIn("other@example.com", 2);
        world.signIn("third@example.com", 3);
        world.users.block(EMAIL);
        world.users.calls.clear();
        world.users.fail(KnownUsers.Failure.BEFORE, 1);
        var work = world.events().catchUp();
        int failures = 0;
        for (boolean isMore = true; isMore; ) {
            try {
                isMore = work.step();
            } catch (UnavailableException e) {
                failures++;
            }
        }
        assertThat(failures).isEqualTo(1);
        assertThat(world.users.calls).as("one of the three is asked for twice").hasSize(4);
        assertThat(ended(blocked.sessionId()).reason()).isEqualTo("login_blocked");
        assertThat(session(other.sessionId()).ended()).isEmpty();
    }

    @Test
    void five_hundred_users_a_second_are_asked_for() {
        List<UserId> unknown = IntStream.range(0, 50)
                .mapToObj(i -> UserId.of("usr_%026d".formatted(i)))
                .toList();
        var caller = world.caller();
        var work = new BlockEvents(caller.blocked(), after -> new Page<>(unknown, Optional.empty()), world.new Counts())
                .catchUp();
        long begin = System.nanoTime();
        int steps = 1;
        while (work.step()) {
            steps++;
        }
        assertThat(steps).isEqualTo(51);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(95));
    }

    @Test
    void a_block_after_the_commit_ends_the_session_and_the_confirmation_cannot_be_repeated() {
        ChallengeId id = world.challenge(EMAIL);
        Outcome.SignedIn signedIn = (Outcome.SignedIn) world.confirm(id, credential(1));
        world.users.block(EMAIL);
        world.events().read(blockEvent(signedIn.userId(), world.clock.instant()));
        assertThat(world.confirm(id, credential(1))).isEqualTo(new Outcome.Expired());
        world.users.unblock(EMAIL);
        assertThat(world.confirm(id, credential(1))).isEqualTo(new Outcome.Expired());
    }

    @Test
    void users_that_do_not_respond_hold_an_event_back() {
        var signedIn = world.signIn(EMAIL, 1);
        world.users.setDown(true);
        assertThatThrownBy(() -> world.events().read(blockEvent(signedIn.userId(), world.clock.instant())))
                .isInstanceOf(UnavailableException.class);
        assertThat(session(signedIn.sessionId()).ended()).isEmpty();
    }

    @Test
    void revocations_and_blocks_at_once_end_each_session_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            String email = "pilot-" + round + "@example.com";
            var first = world.signIn(email, 1);
            world.signIn(email, 2);
            world.users.block(email);
            Entry event = blockEvent(first.userId(), world.clock.instant());
            int before = world.count("ended blocked") + world.count("ended revoked");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    all.add(threads.submit(() -> world.events().read(event)));
                    all.add(threads.submit(
                            () -> world.caller().sessions().revokeAll(first.userId(), Optional.empty(), SIGN_OUT)));
                }
                for (Future<?> each : all) {
                    each.get();
                }
            }
            assertThat(world.count("ended blocked") + world.count("ended revoked") - before)
                    .isEqualTo(2);
            assertThat(world.active(first.userId())).isEmpty();
        }
    }
}

package galaxy.auth.flow;

import static galaxy.auth.flow.World.EMAIL;
import static galaxy.auth.flow.World.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.mail.MailKind;
import galaxy.auth.session.EndSessions;
import galaxy.auth.session.SessionUses;
import galaxy.auth.session.Sessions;
import galaxy.auth.store.BlockEvents;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.CountryCode;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import galaxy.sessions.Session;
import galaxy.sessions.Session.Ended;
import galaxy.sessions.SessionId;
import galaxy.store.EventStream.Entry;
import galaxy.store.ScriptInterceptor;
import galaxy.store.StoreUnavailableException;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions: listed, used, ended; blocks at every moment of a sign-in; a fault at every step of it. */
@ParameterizedClass
@EnumSource(Topology.class)
class SessionsIT {
    private static final EndSessions SIGN_OUT = new EndSessions(
            Ended.REVOKED,
            "signed_out",
            Actor.of("user", "someone"),
            new Cause("self_service", Optional.of("gateway"), Optional.of("request-1"), Optional.empty()));

    @Parameter
    Topology topology;

    private World world;

    @BeforeEach
    void start() {
        world = new World(topology, 1);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Session session(SessionId id) {
        return world.caller().sessions().find(id).orElseThrow().session();
    }

    private Ended ended(SessionId id) {
        return session(id).ended().orElseThrow();
    }

    private Entry blockEvent(UserId userId, Instant at) {
        return new Entry(
                "1-0",
                Map.of(
                        "type",
                        "user.block.changed",
                        "subject",
                        userId.value(),
                        "time",
                        at.toString(),
                        "data",
                        "{\"operation\":\"blocked\",\"reason_code\":\"spam\"}"));
    }

    private BlockEvents events() {
        var caller = world.caller();
        return new BlockEvents(caller.blocked(), caller.store().sessions()::eachUser, new NoReport());
    }

    @Test
    void a_session_that_was_revoked_keeps_its_first_end() {
        var signedIn = world.signIn(EMAIL, 1);
        Sessions sessions = world.caller().sessions();
        assertThat(sessions.revoke(signedIn.sessionId(), Optional.of(UserId.of("usr_other")), SIGN_OUT))
                .as("of another user")
                .isEmpty();
        Instant end = world.clock.instant();
        var shown = sessions.revoke(signedIn.sessionId(), Optional.of(signedIn.userId()), SIGN_OUT)
                .orElseThrow();
        assertThat(shown.session().status(end)).isEqualTo(Session.Status.REVOKED);
        world.clock.advance(Duration.ofMinutes(1));
        var again = sessions.revoke(
                signedIn.sessionId(),
                Optional.empty(),
                new EndSessions(Ended.REVOKED, "other", Actor.of("admin", "ops-7"), World.CAUSE));
        assertThat(again.orElseThrow().session().ended().orElseThrow().at()).isEqualTo(end);
        assertThat(ended(signedIn.sessionId()).reason()).isEqualTo("signed_out");
        assertThat(sessions.revoke(SessionId.of("dvs_0123456789abcdefghjkmnpqrs"), Optional.empty(), SIGN_OUT))
                .isEmpty();
        assertThat(world.active(signedIn.userId())).isEmpty();
        assertThat(sessions.of(signedIn.userId(), true)).hasSize(1);
    }

    @Test
    void all_sessions_but_one_end_in_one_commit() {
        var first = world.signIn(EMAIL, 1);
        world.signIn(EMAIL, 2);
        world.signIn(EMAIL, 3);
        Sessions sessions = world.caller().sessions();
        assertThat(sessions.revokeAll(first.userId(), Optional.of(first.sessionId()), SIGN_OUT))
                .isEqualTo(2);
        assertThat(world.active(first.userId())).extracting(Sessions.Shown::id).containsExactly(first.sessionId());
        assertThat(sessions.revokeAll(first.userId(), Optional.empty(), SIGN_OUT))
                .isEqualTo(1);
        assertThat(sessions.revokeAll(first.userId(), Optional.empty(), SIGN_OUT))
                .isZero();
        assertThat(sessions.revokeAll(UserId.of("usr_0123456789abcdefghjkmnpqrs"), Optional.empty(), SIGN_OUT))
                .isZero();
    }

    @Test
    void sessions_are_listed_newest_first_and_ended_ones_for_thirty_days() {
        List<SessionId> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            made.addFirst(world.signIn(EMAIL, i).sessionId());
        }
        UserId userId = world.userOf(EMAIL);
        assertThat(world.active(userId)).extracting(Sessions.Shown::id).isEqualTo(made);
        world.caller().sessions().revokeAll(userId, Optional.empty(), SIGN_OUT);
        assertThat(world.caller().sessions().of(userId, true))
                .extracting(Sessions.Shown::id)
                .isEqualTo(made);
        world.clock.advance(Duration.ofDays(30));
        assertThat(world.caller().sessions().of(userId, true)).isEmpty();
        assertThat(world.caller().sessions().of(UserId.of("usr_0123456789abcdefghjkmnpqrs"), true))
                .isEmpty();
    }

    @Test
    void the_eleventh_session_takes_the_place_of_the_least_recently_used() throws Exception {
        var first = world.signIn(EMAIL, 0);
        var second = world.signIn(EMAIL, 1);
        for (int i = 2; i < 10; i++) {
            world.signIn(EMAIL, i);
        }
        world.clock.advance(Duration.ofHours(1));
        world.caller()
                .uses()
                .report(List.of(new SessionUses.Use(first.sessionId(), world.clock.instant(), Optional.empty())));
        await().until(() -> session(first.sessionId()).seenAt().equals(world.clock.instant()));
        world.signIn(EMAIL, 10);
        assertThat(world.active(first.userId())).hasSize(10);
        assertThat(ended(second.sessionId()).reason()).isEqualTo("displaced");
        assertThat(session(first.sessionId()).ended()).isEmpty();
    }

    @Test
    void eleven_sign_ins_at_once_leave_ten_sessions() throws Exception {
        List<ChallengeId> ids = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            world.clock.advance(Duration.ofHours(3));
            ids.add(world.challenge(EMAIL));
            Outcome begun = world.confirm(ids.getLast(), credential(i));
            assertThat(begun).isInstanceOf(Outcome.SignedIn.class);
        }
        UserId userId = world.userOf(EMAIL);
        assertThat(world.active(userId)).hasSize(10);
        assertThat(world.caller().sessions().of(userId, true)).hasSize(11);
    }

    @Test
    void a_second_device_is_announced_by_mail() {
        var first = world.signIn(EMAIL, 1);
        assertThat(world.mails).doesNotContain(first.sessionId() + ".1");
        var second = world.signIn(EMAIL, 2);
        assertThat(world.mails).contains(second.sessionId() + ".1");
        assertThat(world.caller()
                        .store()
                        .mails()
                        .read(second.sessionId() + ".1")
                        .orElseThrow()
                        .mail()
                        .kind())
                .isEqualTo(MailKind.NEW_DEVICE);
    }

    @Test
    void an_end_by_the_clock_is_written_down_by_the_sweeper() {
        var signedIn = world.signIn(EMAIL, 1);
        Instant idle = world.clock.instant().plus(Duration.ofDays(30));
        world.clock.set(idle);
        assertThat(world.active(signedIn.userId())).isEmpty();
        assertThat(session(signedIn.sessionId()).ended()).isEmpty();
        var caller = world.caller();
        try (var work = caller.store().work(caller.sessions()::sweep, mail -> {})) {
            work.prepare();
            work.sweep();
        }
        assertThat(ended(signedIn.sessionId()))
                .isEqualTo(new Ended(idle, Ended.EXPIRED, "idle_timeout", Actor.of("service", "auth")));
        assertThat(world.count("ended expired")).isEqualTo(1);
    }

    @Test
    void a_use_moves_the_idle_end_once_in_ten_minutes() {
        var signedIn = world.signIn(EMAIL, 1);
        Instant created = world.clock.instant();
        use(signedIn.sessionId(), Duration.ofMinutes(9));
        assertThat(session(signedIn.sessionId()).seenAt()).isEqualTo(created);
        use(signedIn.sessionId(), Duration.ofMinutes(1));
        Session used = session(signedIn.sessionId());
        assertThat(used.seenAt()).isEqualTo(created.plus(Duration.ofMinutes(10)));
        assertThat(used.country()).contains(CountryCode.of("FR"));
        assertThat(used.idleEndsAt()).isEqualTo(used.seenAt().plus(Duration.ofDays(30)));
    }

    private void use(SessionId id, Duration later) {
        world.clock.advance(later);
        Instant now = world.clock.instant();
        int asked = world.users.calls.size();
        world.caller().uses().report(List.of(new SessionUses.Use(id, now, Optional.of(CountryCode.of("FR")))));
        await().until(() -> world.users.calls.size() > asked);
    }

    @Test
    void a_use_by_a_blocked_user_ends_the_sessions_also_without_an_event() {
        var signedIn = world.signIn(EMAIL, 1);
        world.users.block(EMAIL);
        use(signedIn.sessionId(), Duration.ofMinutes(1));
        await().untilAsserted(
                        () -> assertThat(ended(signedIn.sessionId()).reason()).isEqualTo("login_blocked"));
    }

    @Test
    void a_block_ends_what_was_created_before_it_and_an_old_event_ends_nothing() {
        var before = world.signIn(EMAIL, 1);
        Instant at = world.clock.instant();
        world.users.block(EMAIL);
        events().read(blockEvent(before.userId(), at));
        assertThat(ended(before.sessionId()).cause()).isEqualTo(Ended.BLOCKED);
        assertThat(world.count("revoked by an event")).isEqualTo(1);
        world.users.unblock(EMAIL);
        var after = world.signIn(EMAIL, 2);
        events().read(blockEvent(before.userId(), at));
        assertThat(session(after.sessionId()).ended())
                .as("the user is not blocked any more")
                .isEmpty();
        world.users.block(EMAIL);
        world.clock.advance(Duration.ofHours(1));
        events().read(blockEvent(before.userId(), at));
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
            events().read(entry("user.block.changed", user, at, data));
        }
        events().read(entry("user.block.changed", "someone", at, "{\"operation\":\"blocked\"}"));
        events().read(entry("user.limit.changed", user, at, "{\"operation\":\"set\"}"));
        events().read(entry("user.sanction.changed", user, at, sanction("game_join_block")));
        assertThat(session(signedIn.sessionId()).ended()).isEmpty();
        events().read(entry("user.sanction.changed", user, at, sanction("login_block")));
        assertThat(session(signedIn.sessionId()).ended()).isPresent();
    }

    private static String sanction(String code) {
        return "{\"operation\":\"applied\",\"sanction\":{\"sanction_code\":\"" + code + "\"}}";
    }

    private static Entry entry(String type, String subject, Instant at, String data) {
        return new Entry("1-0", Map.of("type", type, "subject", subject, "time", at.toString(), "data", data));
    }

    @Test
    void where_events_are_lost_every_user_with_a_session_is_asked_for() {
        var blocked = world.signIn(EMAIL, 1);
        var other = world.signIn("other@example.com", 2);
        world.users.block(EMAIL);
        events().catchUp();
        assertThat(ended(blocked.sessionId()).reason()).isEqualTo("login_blocked");
        assertThat(session(other.sessionId()).ended()).isEmpty();
    }

    /** The block comes while users have already said, at step 7, that the user is not blocked. */
    @Test
    void a_block_between_the_question_and_the_commit_leaves_no_session() {
        for (boolean hasSession : new boolean[] {false, true}) {
            String email = "pilot-" + hasSession + "@example.com";
            if (hasSession) {
                world.signIn(email, 1);
            } else {
                world.users.ensure(EmailAddress.of(email), "en", "UTC", World.CAUSE);
            }
            ChallengeId id = world.challenge(email);
            UserId userId = world.userOf(email);
            world.users.afterNextDecision(() -> {
                world.users.block(email);
                events().read(blockEvent(userId, world.clock.instant()));
            });
            assertThat(world.confirm(id, credential(2))).isInstanceOf(Outcome.Blocked.class);
            assertThat(world.active(userId)).isEmpty();
        }
    }

    @Test
    void a_block_after_the_commit_ends_the_session_and_the_confirmation_cannot_be_repeated() {
        ChallengeId id = world.challenge(EMAIL);
        Outcome.SignedIn signedIn = (Outcome.SignedIn) world.confirm(id, credential(1));
        world.users.block(EMAIL);
        events().read(blockEvent(signedIn.userId(), world.clock.instant()));
        assertThat(world.confirm(id, credential(1))).isEqualTo(new Outcome.Expired());
        world.users.unblock(EMAIL);
        assertThat(world.confirm(id, credential(1))).isEqualTo(new Outcome.Expired());
    }

    /** A crash, a lost reply, a stall, a late or repeated delivery and a rival at each script of a confirmation. */
    @Test
    void a_fault_at_any_step_leaves_one_user_and_one_session() {
        for (Fault fault : Fault.values()) {
            int steps = 0;
            boolean happened = true;
            while (happened) {
                happened = faulty(fault, steps);
                steps++;
            }
            assertThat(steps).as("scripts of a confirmation under " + fault).isGreaterThan(4);
        }
    }

    private boolean faulty(Fault fault, int at) {
        String email = "pilot-" + fault.name().toLowerCase(Locale.ROOT) + "-" + at + "@example.com";
        ChallengeId id = world.challenge(email);
        var request = world.confirmation(id, world.code(id), credential(at));
        var step = new FaultyStep(
                at,
                fault,
                () -> new StoreUnavailableException(StoreUnavailableException.Fate.UNKNOWN, "planted", null),
                () -> world.caller().confirm().confirm(request));
        try {
            world.caller(new ScriptInterceptor() {
                        @Override
                        public <T> T around(String script, Supplier<T> send) {
                            return step.around(script, send);
                        }
                    })
                    .confirm()
                    .confirm(request);
        } catch (FaultyStep.Crash | UnavailableException expected) {
            assertThat(step.happened()).isTrue();
        }
        Outcome.SignedIn after = (Outcome.SignedIn) world.caller().confirm().confirm(request);
        step.deliverLate();
        assertThat(world.caller().confirm().confirm(request)).isEqualTo(after);
        assertThat(world.active(after.userId()))
                .as("%s at %d", fault, at)
                .extracting(Sessions.Shown::id)
                .containsExactly(after.sessionId());
        assertThat(world.caller()
                        .store()
                        .challenges()
                        .read(id)
                        .orElseThrow()
                        .challenge()
                        .orElseThrow()
                        .attempts())
                .isLessThanOrEqualTo(6);
        return step.happened();
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
                    all.add(threads.submit(() -> events().read(event)));
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

    @Test
    void users_that_do_not_respond_hold_an_event_back() {
        var signedIn = world.signIn(EMAIL, 1);
        world.users.setDown(true);
        assertThatThrownBy(() -> events().read(blockEvent(signedIn.userId(), world.clock.instant())))
                .isInstanceOf(UnavailableException.class);
        assertThat(session(signedIn.sessionId()).ended()).isEmpty();
    }
}

package galaxy.auth.flow;

import static galaxy.auth.flow.World.EMAIL;
import static galaxy.auth.flow.World.credential;
import static galaxy.auth.flow.World.request;
import static galaxy.auth.flow.World.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.challenge.SendCode;
import galaxy.auth.mail.Mail;
import galaxy.auth.mail.MailKind;
import galaxy.auth.user.UserDirectory;
import galaxy.kernel.Deadline;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UnavailableException;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes sent and confirmed. */
@ParameterizedClass
@EnumSource(Topology.class)
class SignInIT {
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

    private Outcome confirm(ChallengeId id, String code, long seed) {
        return world.caller().confirm().confirm(world.confirmation(id, code, credential(seed)));
    }

    private static <T> List<T> atOnce(int count, IntFunction<T> request) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> all = IntStream.range(0, count)
                    .mapToObj(i -> threads.submit(
                            (Callable<T>) () -> Deadline.within(Duration.ofSeconds(3), () -> request.apply(i))))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> each : all) {
                results.add(each.get());
            }
            return results;
        }
    }

    @Test
    void a_code_makes_a_user_and_one_session() {
        ChallengeId id = world.challenge(EMAIL);
        Outcome.SignedIn signedIn = (Outcome.SignedIn) world.confirm(id, credential(1));
        assertThat(signedIn.isCreated()).isTrue();
        assertThat(signedIn.userId()).isEqualTo(world.userOf(EMAIL));
        assertThat(signedIn.endsAt()).isEqualTo(world.clock.instant().plus(Duration.ofDays(180)));
        assertThat(world.confirm(id, credential(1))).as("the same again").isEqualTo(signedIn);
        assertThat(world.active(signedIn.userId())).singleElement().satisfies(shown -> {
            assertThat(shown.id()).isEqualTo(signedIn.sessionId());
            assertThat(shown.session().credential()).isEqualTo(credential(1));
            assertThat(shown.session().name()).contains("phone");
        });
        assertThat(((Outcome.SignedIn) world.confirm(world.challenge(EMAIL), credential(2))).isCreated())
                .isFalse();
    }

    @Test
    void users_are_not_asked_when_a_code_is_sent() {
        world.users.block("blocked@example.com");
        assertThat(world.send(EMAIL)).isInstanceOf(SendCode.Outcome.Sent.class);
        assertThat(world.send("blocked@example.com")).isInstanceOf(SendCode.Outcome.Sent.class);
        assertThat(world.users.calls).isEmpty();
    }

    @Test
    void a_mail_waits_for_each_code_and_holds_none() {
        SendCode.Outcome.Sent sent = (SendCode.Outcome.Sent) world.send("Pilot@EXAMPLE.com");
        assertThat(sent.expiresIn()).isEqualTo(Duration.ofMinutes(10));
        assertThat(sent.resendIn()).isEqualTo(Duration.ofSeconds(30));
        assertThat(world.mails).containsExactly(sent.id() + ".1");
        Mail mail = world.caller()
                .store()
                .mails()
                .read(sent.id() + ".1")
                .orElseThrow()
                .mail();
        assertThat(mail.kind()).isEqualTo(MailKind.CODE);
        assertThat(mail.to()).isEqualTo("Pilot@example.com");
        assertThat(mail.codeKey()).contains("k1");
        assertThat(mail.endsAt()).isEqualTo(world.clock.instant().plus(Duration.ofMinutes(10)));
    }

    @Test
    void a_resend_has_the_same_challenge_and_the_rest_of_the_ten_minutes() {
        SendCode.Outcome.Sent first = (SendCode.Outcome.Sent) world.send(EMAIL);
        assertThat(world.send(EMAIL)).isEqualTo(new SendCode.Outcome.Limited(Duration.ofSeconds(30)));
        world.clock.advance(Duration.ofSeconds(30));
        SendCode.Outcome.Sent second = (SendCode.Outcome.Sent)
                world.caller().send().send(request(EMAIL, Optional.of(first.id()), "127.0.0.1"));
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.expiresIn()).isEqualTo(Duration.ofSeconds(570));
        assertThat(second.resendIn()).isEqualTo(Duration.ofSeconds(60));
        assertThat(world.mails).containsExactly(first.id() + ".1", first.id() + ".2");
        world.clock.advance(Duration.ofMinutes(7));
        SendCode.Outcome.Sent third = (SendCode.Outcome.Sent)
                world.caller().send().send(request(EMAIL, Optional.of(first.id()), "127.0.0.1"));
        assertThat(third.id()).as("less than three minutes are left").isNotEqualTo(first.id());
        world.clock.advance(Duration.ofMinutes(2));
        SendCode.Outcome.Sent other = (SendCode.Outcome.Sent)
                world.caller().send().send(request("other@example.com", Optional.of(third.id()), "127.0.0.1"));
        assertThat(other.id()).as("a challenge of another address").isNotEqualTo(third.id());
    }

    @Test
    void five_codes_are_compared_and_then_the_challenge_is_over() {
        ChallengeId id = world.challenge(EMAIL);
        String code = world.code(id);
        for (int left = 4; left >= 0; left--) {
            assertThat(confirm(id, wrong(code), 1)).isEqualTo(new Outcome.WrongCode(left));
        }
        assertThatThrownBy(() -> Deadline.within(Duration.ofSeconds(3), () -> confirm(id, code, 1)))
                .as("the last was counted a moment ago")
                .isInstanceOf(UnavailableException.class);
        world.clock.advance(Duration.ofSeconds(3));
        assertThat(confirm(id, code, 1)).isEqualTo(new Outcome.Expired());
    }

    @Test
    void of_a_hundred_wrong_codes_at_once_five_are_compared() throws Exception {
        ChallengeId id = world.challenge(EMAIL);
        String wrong = wrong(world.code(id));
        var caller = world.caller();
        List<String> results = atOnce(100, i -> {
            try {
                return caller.confirm()
                        .confirm(world.confirmation(id, wrong, credential(i)))
                        .getClass()
                        .getSimpleName();
            } catch (UnavailableException e) {
                return "unavailable";
            }
        });
        assertThat(results.stream().filter("WrongCode"::equals)).hasSize(5);
        assertThat(results).containsOnly("WrongCode", "unavailable", "Expired");
    }

    @Test
    void wrong_codes_of_several_challenges_count_together() {
        for (int i = 0; i < 3; i++) {
            ChallengeId id = world.challenge(EMAIL);
            for (int j = 0; j < 5; j++) {
                confirm(id, wrong(world.code(id)), 1);
            }
        }
        ChallengeId id = world.challenge(EMAIL);
        assertThat(world.caller()
                        .store()
                        .challenges()
                        .read(id)
                        .orElseThrow()
                        .limits()
                        .wrong())
                .hasSize(15);
        assertThat(confirm(id, world.code(id), 1)).isInstanceOf(Outcome.SignedIn.class);
        assertThat(world.caller()
                        .store()
                        .challenges()
                        .read(id)
                        .orElseThrow()
                        .limits()
                        .wrongInARow())
                .isZero();
    }

    @Test
    void right_codes_at_once_with_one_credential_give_one_session() throws Exception {
        ChallengeId id = world.challenge(EMAIL);
        String code = world.code(id);
        var caller = world.caller();
        List<Object> results = atOnce(8, i -> {
            try {
                return caller.confirm().confirm(world.confirmation(id, code, credential(1)));
            } catch (UnavailableException e) {
                return "unavailable";
            }
        });
        assertThat(results).doesNotContain(new Outcome.Expired());
        assertThat(results.stream().filter(Outcome.SignedIn.class::isInstance).distinct())
                .hasSize(1);
        assertThat(world.active(world.userOf(EMAIL))).hasSize(1);
    }

    @Test
    void of_two_credentials_at_once_one_gets_the_session() throws Exception {
        ChallengeId id = world.challenge(EMAIL);
        String code = world.code(id);
        var caller = world.caller();
        List<Outcome> results = atOnce(2, i -> caller.confirm().confirm(world.confirmation(id, code, credential(i))));
        assertThat(results).filteredOn(Outcome.SignedIn.class::isInstance).hasSize(1);
        assertThat(results).contains(new Outcome.Expired());
        assertThat(world.active(world.userOf(EMAIL))).hasSize(1);
    }

    @Test
    void an_unknown_an_old_and_a_foreign_challenge_are_one_response() {
        assertThat(confirm(ChallengeId.of("chl_0123456789abcdefghjkmnpqrs"), "31551960", 1))
                .isEqualTo(new Outcome.Expired());
        ChallengeId old = world.challenge(EMAIL);
        world.clock.advance(Duration.ofMinutes(10));
        assertThat(confirm(old, world.code(old), 1)).isEqualTo(new Outcome.Expired());
        ChallengeId used = world.challenge(EMAIL);
        assertThat(confirm(used, world.code(used), 1)).isInstanceOf(Outcome.SignedIn.class);
        assertThat(confirm(used, world.code(used), 2)).isEqualTo(new Outcome.Expired());
        assertThat(confirm(used, wrong(world.code(used)), 1)).isEqualTo(new Outcome.Expired());
        world.clock.advance(Duration.ofMinutes(30).minusMillis(1));
        assertThat(confirm(used, world.code(used), 1)).isInstanceOf(Outcome.SignedIn.class);
        world.clock.advance(Duration.ofMillis(1));
        assertThat(confirm(used, world.code(used), 1)).isEqualTo(new Outcome.Expired());
    }

    @Test
    void a_blocked_address_is_refused_only_after_a_right_code() {
        world.users.block(EMAIL);
        ChallengeId id = world.challenge(EMAIL);
        assertThat(confirm(id, wrong(world.code(id)), 1)).isEqualTo(new Outcome.WrongCode(4));
        assertThat(confirm(id, world.code(id), 1))
                .isEqualTo(new Outcome.Blocked(
                        new UserDirectory.Block(Optional.empty(), KnownUsers.REASON, Optional.empty())));
        assertThat(world.users.count()).isZero();
        world.users.unblock(EMAIL);
        assertThat(confirm(id, world.code(id), 1)).as("the code is not used up").isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void a_zone_that_users_refuse_can_be_corrected_with_the_same_code() {
        ChallengeId id = world.challenge(EMAIL);
        var wrongZone = new ConfirmCode.Request(
                id,
                world.confirmation(id, world.code(id), credential(1)).code(),
                credential(1),
                "Nowhere",
                "en",
                Optional.empty(),
                World.client("127.0.0.1"),
                World.CAUSE);
        assertThat(world.caller().confirm().confirm(wrongZone)).isInstanceOf(Outcome.Refused.class);
        assertThat(world.confirm(id, credential(1))).isInstanceOf(Outcome.SignedIn.class);
        assertThat(world.caller().confirm().confirm(wrongZone))
                .as("once bound, zone and language are settled")
                .isInstanceOf(Outcome.SignedIn.class);
    }

    @Test
    void users_that_do_not_respond_leave_the_code_and_one_user() {
        ChallengeId id = world.challenge(EMAIL);
        world.users.setDown(true);
        for (int i = 0; i < 7; i++) {
            assertThatThrownBy(() -> world.confirm(id, credential(1))).isInstanceOf(UnavailableException.class);
        }
        world.users.setDown(false);
        assertThat(world.confirm(id, credential(1))).isInstanceOf(Outcome.SignedIn.class);
        assertThat(world.users.count()).isEqualTo(1);
    }

    @Test
    void after_a_hundred_wrong_codes_in_a_row_the_address_is_paused_and_its_owner_gets_a_mail() {
        List<ChallengeId> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            world.clock.advance(Duration.ofHours(3));
            ChallengeId id = world.challenge(EMAIL);
            all.add(id);
            for (int j = 0; j < 5; j++) {
                assertThat(confirm(id, wrong(world.code(id)), 1)).isInstanceOf(Outcome.WrongCode.class);
            }
        }
        String notice = all.getLast() + ".0";
        assertThat(world.mails).contains(notice);
        assertThat(world.caller()
                        .store()
                        .mails()
                        .read(notice)
                        .orElseThrow()
                        .mail()
                        .kind())
                .isEqualTo(MailKind.ATTEMPTS);
        world.clock.advance(Duration.ofHours(23));
        assertThat(world.send(EMAIL)).isInstanceOf(SendCode.Outcome.Limited.class);
        world.clock.advance(Duration.ofHours(1));
        assertThat(world.send(EMAIL)).isInstanceOf(SendCode.Outcome.Sent.class);
    }

    @Test
    void addresses_with_one_fold_share_limits_and_no_identity() {
        assertThat(world.send("pilot@gmail.com")).isInstanceOf(SendCode.Outcome.Sent.class);
        assertThat(world.send("P.i.lot+x@googlemail.com")).isInstanceOf(SendCode.Outcome.Limited.class);
        world.clock.advance(Duration.ofMinutes(5));
        var one = world.signIn("pilot@gmail.com", 1);
        var other = world.signIn("p.ilot@gmail.com", 2);
        assertThat(one.userId()).isNotEqualTo(other.userId());
    }

    @Test
    void forty_players_behind_one_address_get_in_and_one_who_confirms_nothing_is_stopped() {
        for (int i = 0; i < 40; i++) {
            var caller = world.caller();
            SendCode.Outcome.Sent sent = (SendCode.Outcome.Sent)
                    caller.send().send(request("pilot-" + i + "@example.com", Optional.empty(), "203.0.113.7"));
            assertThat(caller.confirm().confirm(from("203.0.113.7", sent.id()))).isInstanceOf(Outcome.SignedIn.class);
        }
        int sent = 0;
        for (int i = 0; i < 20; i++) {
            var outcome =
                    world.caller().send().send(request("other-" + i + "@example.com", Optional.empty(), "203.0.114.9"));
            sent += outcome instanceof SendCode.Outcome.Sent ? 1 : 0;
        }
        assertThat(sent).isEqualTo(10);
    }

    private ConfirmCode.Request from(String ip, ChallengeId id) {
        ConfirmCode.Request usual = world.confirmation(id, world.code(id), credential(1));
        return new ConfirmCode.Request(
                id,
                usual.code(),
                usual.credential(),
                usual.timeZone(),
                usual.language(),
                usual.name(),
                World.client(ip),
                usual.cause());
    }

    @Test
    void the_account_is_found_under_the_form_that_users_know() {
        world.users.ensure(EmailAddress.of("Pilot@Example.com"), "en", "UTC", World.CAUSE);
        var signedIn = world.signIn("Pilot@Example.com", 1);
        assertThat(signedIn.isCreated()).isFalse();
        assertThat(world.signIn("PILOT@example.com", 2).isCreated())
                .as("another form is another user")
                .isTrue();
        assertThat(world.users.user("pilot@example.com")).isPresent();
    }
}

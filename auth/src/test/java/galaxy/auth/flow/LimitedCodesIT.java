package galaxy.auth.flow;

import static galaxy.auth.flow.World.EMAIL;
import static galaxy.auth.flow.World.credential;
import static galaxy.auth.flow.World.request;
import static galaxy.auth.flow.World.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.challenge.SendCode;
import galaxy.auth.mail.Mail;
import galaxy.auth.mail.MailKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Codes sent, and the limits of addresses and networks. */
class LimitedCodesIT extends OnEachTopology {
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
        assertThat(second.resendIn()).isEqualTo(Duration.ofMinutes(1));
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
        Mail mail = world.caller().store().mails().read(notice).orElseThrow().mail();
        assertThat(mail.kind()).isEqualTo(MailKind.ATTEMPTS);
        assertThat(mail.locale()).as("of the last wrong code").isEqualTo("en");
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
            assertThat(caller.confirm()
                            .confirm(
                                    world.confirmation(sent.id(), world.code(sent.id()), credential(1), "203.0.113.7")))
                    .isInstanceOf(Outcome.SignedIn.class);
        }
        int sent = 0;
        for (int i = 0; i < 20; i++) {
            var outcome =
                    world.caller().send().send(request("other-" + i + "@example.com", Optional.empty(), "203.0.114.9"));
            sent += outcome instanceof SendCode.Outcome.Sent ? 1 : 0;
        }
        assertThat(sent).isEqualTo(10);
    }
}

package galaxy.auth.flow;

import static galaxy.auth.flow.World.EMAIL;
import static galaxy.auth.flow.World.credential;
import static galaxy.auth.flow.World.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.auth.address.ClientInfo;
import galaxy.auth.challenge.Challenge;
import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.challenge.Limits;
import galaxy.auth.challenge.SendCode;
import galaxy.auth.code.CodeKey;
import galaxy.auth.code.Codes;
import galaxy.auth.user.UserDirectory;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Deadline;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Sha256;
import galaxy.kernel.UnavailableException;
import galaxy.sessions.Credential;
import galaxy.sessions.Session;
import galaxy.sessions.Session.Ended;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Codes confirmed. */
class SignInIT extends OnEachTopology {
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
        assertThat(results).isSubsetOf("WrongCode", "unavailable", "Expired");
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

    /** Each has its code compared while users are down, as one address gets no eleven codes within ten minutes. */
    @Test
    void of_eleven_sign_ins_at_once_ten_sessions_stay() throws Exception {
        world.limits = new Limits.Rules(100, 100, 50, 100);
        List<ChallengeId> ids = new ArrayList<>();
        world.users.setDown(true);
        for (int i = 0; i < 11; i++) {
            world.clock.advance(Duration.ofMinutes(2));
            ChallengeId id = ((SendCode.Outcome.Sent) world.send(EMAIL)).id();
            Credential device = credential(i);
            assertThatThrownBy(() -> world.confirm(id, device)).isInstanceOf(UnavailableException.class);
            ids.add(id);
        }
        world.users.setDown(false);
        var caller = world.caller();
        List<Outcome> results = atOnce(
                11,
                i -> caller.confirm().confirm(world.confirmation(ids.get(i), world.code(ids.get(i)), credential(i))));
        assertThat(results).allMatch(result -> result instanceof Outcome.SignedIn || result instanceof Outcome.Expired);
        assertThat(world.active(world.userOf(EMAIL))).hasSize(10);
        assertThat(world.count("ended " + Ended.DISPLACED)).isEqualTo(1);
        assertThat(world.users.count()).isEqualTo(1);
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
    void a_repetition_corrects_zone_and_language_and_nothing_else() {
        ChallengeId id = world.challenge(EMAIL);
        world.users.setDown(true);
        assertThatThrownBy(() -> world.confirm(id, credential(1))).isInstanceOf(UnavailableException.class);
        world.users.setDown(false);
        var again = new ConfirmCode.Request(
                id,
                world.confirmation(id, world.code(id), credential(1)).code(),
                credential(1),
                "Europe/Berlin",
                "de",
                Optional.empty(),
                new ClientInfo(InetAddress.ofLiteral("127.0.0.1"), Optional.of(CountryCode.of("FR"))),
                World.CAUSE);
        var signedIn = (Outcome.SignedIn) world.caller().confirm().confirm(again);
        Session session = session(signedIn.sessionId());
        assertThat(session.name()).contains("phone");
        assertThat(session.createdCountry()).contains(CountryCode.of("DE"));
        assertThat(world.users.languages).containsExactly("de");
    }

    @Test
    void a_hundred_attempts_are_all() {
        ChallengeId id = world.challenge(EMAIL);
        assertThat(world.confirm(id, credential(1))).isInstanceOf(Outcome.SignedIn.class);
        var store = world.caller().store().challenges();
        var seen = store.read(id).orElseThrow();
        Challenge used = seen.challenge().orElseThrow();
        var nearlyAll = new Challenge(
                used.email(),
                used.digest(),
                used.keyId(),
                used.sentAt(),
                used.mails(),
                99,
                used.triedAt(),
                used.taken(),
                used.state());
        assertThat(store.write(seen, seen.limits(), nearlyAll, Optional.empty()))
                .isPresent();
        assertThat(world.confirm(id, credential(1))).isInstanceOf(Outcome.SignedIn.class);
        assertThat(world.confirm(id, credential(1))).isEqualTo(new Outcome.Expired());
    }

    @Test
    void a_code_of_an_older_key_is_right_while_that_key_is_listed() {
        ChallengeId id = world.challenge(EMAIL);
        String code = world.code(id);
        var older = new CodeKey("k1", new byte[32]);
        var newer = new CodeKey("k2", Sha256.of("k2"));
        world.codes = new Codes(List.of(newer), 8);
        assertThatThrownBy(() -> confirm(id, code, 1))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("k1 is not among auth.code-keys");
        assertThat(world.count("confirmed unavailable")).isEqualTo(1);
        world.codes = new Codes(List.of(newer, older), 8);
        assertThat(confirm(id, code, 1)).isInstanceOf(Outcome.SignedIn.class);
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
        world.users.ensure(EmailAddress.of("Pilot@example.com"), "en", "UTC", World.CAUSE);
        assertThat(world.signIn("Pilot@EXAMPLE.com", 3).userId())
                .as("known with its domain normalised")
                .isEqualTo(world.userOf("Pilot@example.com"));
    }

    @Test
    void a_blocked_form_of_an_address_is_found_like_a_known_one() {
        for (String blocked : List.of("Pilot@EXAMPLE.com", "Pilot@example.com", "pilot@example.com")) {
            world.users.block(blocked);
            ChallengeId id = world.challenge("Pilot@EXAMPLE.com");
            assertThat(confirm(id, world.code(id), 1)).as(blocked).isInstanceOf(Outcome.Blocked.class);
            world.users.unblock(blocked);
        }
        assertThat(world.users.count()).isZero();
    }
}

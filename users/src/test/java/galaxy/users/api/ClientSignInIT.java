package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.Blocking;
import galaxy.client.CallContext;
import galaxy.client.Delivery;
import galaxy.client.Ensured;
import galaxy.client.Outcome;
import galaxy.client.Resolution;
import galaxy.client.SanctionCode;
import galaxy.client.Unblocking;
import galaxy.client.UserCommand;
import galaxy.client.Why;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientSignInIT extends ThroughTheClient {
    private static final ReasonCode SPAM = ReasonCode.of("spam");
    private static final ReasonCode FRAUD = ReasonCode.of("fraud");

    private void sanction(UserId id) {
        var why = new Why(FRAUD, OPS);
        client.perform(
                        id,
                        new UserCommand.ApplySanction(
                                SanctionCode.LOGIN_BLOCK, Optional.empty(), Optional.empty(), why),
                        Delivery.once())
                .orElseThrow();
    }

    @Test
    void an_address_is_creatable_and_then_a_users() {
        EmailAddress email = freshEmail();
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Creatable());
        Ensured created = client.ensure(email, "pt-br", "America/Sao_Paulo");
        UserId id = client.findByEmail(email).orElseThrow().userId();
        assertThat(created).isEqualTo(new Ensured.Created(id));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Existing(id));
        assertThat(client.ensure(email, "en", "UTC")).isEqualTo(new Ensured.Existing(id));
        assertThat(client.account(id).orElseThrow().preferredLanguage()).isEqualTo("pt-BR");
        assertThat(client.account(id).orElseThrow().timeZone()).isEqualTo("America/Sao_Paulo");
    }

    @Test
    void a_user_exists_and_nobody_does_not() {
        assertThat(client.exists(create())).isTrue();
        assertThat(client.exists(UNKNOWN_USER)).isFalse();
    }

    @Test
    void a_blocked_address_of_nobody_is_told_without_a_user() {
        EmailAddress email = freshEmail();
        assertThat(client.block(email, SPAM, Optional.empty())).isEqualTo(new Blocking.Blocked(Optional.empty()));
        assertThat(client.block(email, FRAUD, Optional.of(OPS)))
                .isEqualTo(new Blocking.AlreadyBlocked(Optional.empty()));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(Optional.empty(), SPAM));
        assertThat(client.ensure(email, "en", "UTC")).isEqualTo(new Ensured.Blocked(Optional.empty(), SPAM));
        assertThat(client.findByEmail(email)).isEmpty();
        assertThat(client.unblock(email, WHY)).isEqualTo(new Unblocking.Unblocked(Optional.empty()));
        assertThat(client.unblock(email, WHY)).isEqualTo(new Unblocking.NotBlocked(Optional.empty()));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Creatable());
    }

    @Test
    void a_blocked_address_of_a_user_is_told_with_the_user() {
        EmailAddress email = freshEmail();
        Optional<UserId> id = Optional.of(create(email));
        assertThat(client.block(email, SPAM, Optional.of(new Actor("service", Optional.empty()))))
                .isEqualTo(new Blocking.Blocked(id));
        assertThat(client.block(email, FRAUD, Optional.empty())).isEqualTo(new Blocking.AlreadyBlocked(id));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(id, SPAM));
        assertThat(client.ensure(email, "en", "UTC")).isEqualTo(new Ensured.Blocked(id, SPAM));
        assertThat(client.unblock(email, WHY)).isEqualTo(new Unblocking.Unblocked(id));
        assertThat(client.unblock(email, WHY)).isEqualTo(new Unblocking.NotBlocked(id));
    }

    @Test
    void a_user_is_blocked_by_id_and_keeps_the_first_reason() {
        EmailAddress email = freshEmail();
        UserId id = create(email);
        assertThat(client.block(id, SPAM, Optional.of(OPS)))
                .isEqualTo(new Outcome.Done<>(new Blocking.Blocked(Optional.of(id))));
        assertThat(client.block(id, FRAUD, Optional.empty()))
                .isEqualTo(new Outcome.Done<>(new Blocking.AlreadyBlocked(Optional.of(id))));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(Optional.of(id), SPAM));
    }

    @Test
    void a_sanction_blocks_the_sign_in_and_outlives_the_block_of_the_address() {
        EmailAddress email = freshEmail();
        Optional<UserId> id = Optional.of(create(email));
        sanction(id.get());
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(id, FRAUD));
        assertThat(client.ensure(email, "en", "UTC")).isEqualTo(new Ensured.Blocked(id, FRAUD));
        client.block(email, SPAM, Optional.empty());
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(id, SPAM));
        assertThat(client.unblock(email, WHY)).isEqualTo(new Unblocking.Unblocked(id));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(id, FRAUD));
    }

    @Test
    void nobody_is_not_blocked_by_id() {
        userNotFound(client.block(UNKNOWN_USER, SPAM, Optional.of(OPS)));
    }

    @Test
    void what_is_malformed_is_named() {
        EmailAddress malformed = EmailAddress.of("no at");
        ReasonCode shouted = ReasonCode.of("SPAM!");
        throwsInvalid(() -> client.resolve(malformed), "email");
        throwsInvalid(
                () -> client.ensure(freshEmail(), "xx-1", "+02:00"),
                "registration_context.preferred_language",
                "registration_context.time_zone");
        throwsInvalid(
                () -> client.block(malformed, shouted, Optional.of(new Actor("Admin", Optional.of("")))),
                "email",
                "reason_code",
                "actor.type",
                "actor.id");
        throwsInvalid(() -> client.unblock(malformed, new Why(shouted, OPS)), "email", "reason_code");
        invalid(client.block(create(), shouted, Optional.empty()), "reason_code");
    }

    @Test
    void a_refusal_carries_the_request_id_and_says_why() {
        Outcome<Blocking> outcome =
                client.in(CallContext.none().withRequestId("walk-7")).block(UNKNOWN_USER, SPAM, Optional.empty());
        userNotFound(outcome);
        var report = ((Outcome.Refused<Blocking>) outcome).refusal().report();
        assertThat(report.requestId()).hasValue("walk-7");
        assertThat(report.message()).isNotBlank();
        assertThat(report.details()).isEmpty();
    }
}

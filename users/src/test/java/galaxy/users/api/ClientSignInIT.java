package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.CallContext;
import galaxy.client.Outcome;
import galaxy.client.users.BlockResult;
import galaxy.client.users.Delivery;
import galaxy.client.users.EnsureResult;
import galaxy.client.users.Reason;
import galaxy.client.users.Refusal;
import galaxy.client.users.Resolution;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UnblockResult;
import galaxy.client.users.UserCommand;
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
        var why = new Reason(FRAUD, OPS);
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
        EnsureResult created =
                client.ensure(email, "pt-br", "America/Sao_Paulo").orElseThrow();
        UserId id = client.findByEmail(email).orElseThrow().userId();
        assertThat(created).isEqualTo(new EnsureResult.Created(id));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Existing(id));
        assertThat(client.ensure(email, "en", "UTC").orElseThrow()).isEqualTo(new EnsureResult.Existing(id));
        assertThat(client.account(id).orElseThrow().preferredLanguage()).isEqualTo("pt-BR");
        assertThat(client.account(id).orElseThrow().timeZone()).isEqualTo("America/Sao_Paulo");
    }

    @Test
    void a_user_exists_and_an_unknown_id_does_not() {
        assertThat(client.exists(create())).isTrue();
        assertThat(client.exists(UNKNOWN_USER)).isFalse();
    }

    @Test
    void a_blocked_address_without_a_user_is_returned_without_a_user() {
        EmailAddress email = freshEmail();
        assertThat(client.block(email, SPAM, Optional.empty())).isInstanceOf(BlockResult.Blocked.class);
        assertThat(client.block(email, FRAUD, Optional.of(OPS)))
                .isInstanceOfSatisfying(
                        BlockResult.AlreadyBlocked.class,
                        done -> assertThat(done.userId()).isEqualTo(Optional.empty()));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(Optional.empty(), SPAM));
        assertThat(client.ensure(email, "en", "UTC").orElseThrow())
                .isEqualTo(new EnsureResult.Blocked(Optional.empty(), SPAM));
        assertThat(client.findByEmail(email)).isEmpty();
        assertThat(client.unblock(email, WHY)).isEqualTo(new UnblockResult.Unblocked(Optional.empty()));
        assertThat(client.unblock(email, WHY)).isEqualTo(new UnblockResult.NotBlocked(Optional.empty()));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Creatable());
    }

    @Test
    void a_blocked_address_of_a_user_is_returned_with_the_user() {
        EmailAddress email = freshEmail();
        Optional<UserId> id = Optional.of(create(email));
        assertThat(client.block(email, SPAM, Optional.of(new Actor("service", Optional.empty()))))
                .isInstanceOfSatisfying(
                        BlockResult.Blocked.class,
                        done -> assertThat(done.userId()).isEqualTo(id));
        assertThat(client.block(email, FRAUD, Optional.empty()))
                .isInstanceOfSatisfying(
                        BlockResult.AlreadyBlocked.class,
                        done -> assertThat(done.userId()).isEqualTo(id));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(id, SPAM));
        assertThat(client.ensure(email, "en", "UTC").orElseThrow()).isEqualTo(new EnsureResult.Blocked(id, SPAM));
        assertThat(client.unblock(email, WHY)).isEqualTo(new UnblockResult.Unblocked(id));
        assertThat(client.unblock(email, WHY)).isEqualTo(new UnblockResult.NotBlocked(id));
    }

    @Test
    void a_user_is_blocked_by_id_and_keeps_the_first_reason() {
        EmailAddress email = freshEmail();
        UserId id = create(email);
        assertThat(client.block(id, SPAM, Optional.of(OPS)).orElseThrow())
                .isInstanceOfSatisfying(
                        BlockResult.Blocked.class,
                        done -> assertThat(done.userId()).contains(id));
        assertThat(client.block(id, FRAUD, Optional.empty()).orElseThrow())
                .isInstanceOfSatisfying(
                        BlockResult.AlreadyBlocked.class,
                        done -> assertThat(done.userId()).contains(id));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(Optional.of(id), SPAM));
    }

    @Test
    void a_sanction_blocks_the_sign_in_and_outlives_the_block_of_the_address() {
        EmailAddress email = freshEmail();
        Optional<UserId> id = Optional.of(create(email));
        sanction(id.get());
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(id, FRAUD));
        assertThat(client.ensure(email, "en", "UTC").orElseThrow()).isEqualTo(new EnsureResult.Blocked(id, FRAUD));
        client.block(email, SPAM, Optional.empty());
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(id, SPAM));
        assertThat(client.unblock(email, WHY)).isEqualTo(new UnblockResult.Unblocked(id));
        assertThat(client.resolve(email)).isEqualTo(new Resolution.Blocked(id, FRAUD));
    }

    @Test
    void an_unknown_user_is_not_blocked_by_id() {
        userNotFound(client.block(UNKNOWN_USER, SPAM, Optional.of(OPS)));
    }

    @Test
    void what_is_malformed_is_named() {
        EmailAddress malformed = EmailAddress.of("no at");
        ReasonCode shouted = ReasonCode.of("SPAM!");
        throwsInvalid(() -> client.resolve(malformed), "email");
        throwsInvalid(
                () -> client.ensure(freshEmail(), "xx-1", "+02:00").orElseThrow(),
                "registration_context.preferred_language",
                "registration_context.time_zone");
        throwsInvalid(
                () -> client.block(malformed, shouted, Optional.of(new Actor("Admin", Optional.of("")))),
                "email",
                "reason_code",
                "actor.type",
                "actor.id");
        throwsInvalid(() -> client.unblock(malformed, new Reason(shouted, OPS)), "email", "reason_code");
        invalid(client.block(create(), shouted, Optional.empty()), "reason_code");
    }

    @Test
    void a_refusal_carries_the_request_id_and_says_why() {
        Outcome<BlockResult, Refusal> outcome =
                client.in(CallContext.none().withRequestId("walk-7")).block(UNKNOWN_USER, SPAM, Optional.empty());
        userNotFound(outcome);
        var error = ((Outcome.Refused<BlockResult, Refusal>) outcome).error();
        assertThat(error.requestId()).hasValue("walk-7");
        assertThat(error.message()).isNotBlank();
        assertThat(error.details()).isEmpty();
    }
}

package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.Outcome;
import galaxy.client.users.Account;
import galaxy.client.users.Delivery;
import galaxy.client.users.EffectiveLimit;
import galaxy.client.users.Entitlement;
import galaxy.client.users.EntitlementState;
import galaxy.client.users.LimitCode;
import galaxy.client.users.LimitOverride;
import galaxy.client.users.LimitState;
import galaxy.client.users.Plan;
import galaxy.client.users.Reason;
import galaxy.client.users.Refusal;
import galaxy.client.users.Sanction;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.SanctionState;
import galaxy.client.users.UserCommand;
import galaxy.kernel.Actor;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClientCommandsIT extends ThroughTheClient {
    private static final Duration MONTH = Duration.ofDays(30);
    private static final SanctionCode JOIN = SanctionCode.GAME_JOIN_BLOCK;
    private static final LimitCode OWNED = LimitCode.MAX_OWNED_PRIVATE_GAMES;

    private static UserCommand.Extend extend(Instant end) {
        return new UserCommand.Extend(end, BILLING, WHY);
    }

    private static UserCommand.Revoke revoke() {
        return new UserCommand.Revoke(BILLING, WHY);
    }

    private static UserCommand.ApplySanction apply(Optional<Instant> end) {
        return new UserCommand.ApplySanction(JOIN, Optional.empty(), end, WHY);
    }

    private static UserCommand.SetLimit set(int value) {
        return new UserCommand.SetLimit(OWNED, value, Optional.empty(), WHY);
    }

    private static Outcome<EntitlementState, Refusal> entitled(
            UserId id, Plan plan, Instant start, Optional<Instant> end, Instant updated) {
        return new Outcome.Done<>(new EntitlementState(
                id, new Entitlement(plan, !plan.equals(Plan.FREE), BILLING, OPS, WHY.code(), start, end, updated)));
    }

    private static Sanction sanction(UserId id, int ordinal, Instant applied, Optional<Instant> end) {
        return new Sanction(Optional.of(id + "-" + ordinal), JOIN, "lobby", WHY.code(), OPS, applied, end);
    }

    private static Outcome<SanctionState, Refusal> denied(UserId id, Sanction... sanctions) {
        return new Outcome.Done<>(new SanctionState(id, List.of(sanctions)));
    }

    /** All that an administrator can read of a user. */
    private record UserData(Account account, List<?> periods, List<?> sanctions, List<?> limits) {}

    private UserData read(UserId id) {
        return new UserData(
                client.find(id).orElseThrow(),
                client.periods(id).toList(),
                client.sanctions(id).toList(),
                client.limits(id).toList());
    }

    /** Sends a command of any kind. */
    private Outcome<?, Refusal> perform(UserId id, UserCommand<?> command, Delivery delivery) {
        return switch (command) {
            case UserCommand.OnEntitlement each -> client.perform(id, each, delivery);
            case UserCommand.OnSanctions each -> client.perform(id, each, delivery);
            case UserCommand.OnLimits each -> client.perform(id, each, delivery);
        };
    }

    /** One of each kind, in an order in which each has an effect on a free user. */
    private static List<UserCommand<?>> everyCommand() {
        return List.of(
                grant(Plan.PAID_MONTHLY, Optional.of(now().plus(MONTH))),
                extend(now().plus(MONTH.multipliedBy(2))),
                revoke(),
                apply(Optional.of(now().plus(DAY))),
                new UserCommand.RemoveSanction(JOIN, WHY),
                set(5),
                new UserCommand.RemoveLimit(OWNED, WHY));
    }

    @Test
    void a_plan_is_granted_extended_and_revoked() {
        UserId id = create();
        Instant start = now().minus(DAY);
        Instant end = now().plus(MONTH);
        Instant granted = now();
        var grant = new UserCommand.Grant(Plan.PAID_MONTHLY, Optional.of(start), Optional.of(end), BILLING, WHY);
        assertThat(client.perform(id, grant, Delivery.once()))
                .isEqualTo(entitled(id, Plan.PAID_MONTHLY, start, Optional.of(end), granted));
        api.advance(DAY);
        Instant later = end.plus(MONTH);
        assertThat(client.perform(id, extend(later), Delivery.once()))
                .isEqualTo(entitled(id, Plan.PAID_MONTHLY, start, Optional.of(later), now()));
        api.advance(DAY);
        assertThat(client.perform(id, revoke(), Delivery.once()))
                .isEqualTo(entitled(id, Plan.FREE, now(), Optional.empty(), now()));
        assertThat(client.perform(id, grant(Plan.PAID_LIFETIME, Optional.empty()), Delivery.withoutKey()))
                .isEqualTo(entitled(id, Plan.PAID_LIFETIME, now(), Optional.empty(), now()));
    }

    @Test
    void a_sanction_is_applied_superseded_and_removed() {
        UserId id = create();
        Instant end = now().plus(DAY);
        assertThat(client.perform(id, apply(Optional.of(end)), Delivery.once()))
                .isEqualTo(denied(id, sanction(id, 1, now(), Optional.of(end))));
        api.advance(Duration.ofSeconds(1));
        var service = new Reason(ReasonCode.of("appeal"), new Actor("service", Optional.empty()));
        var other = new UserCommand.ApplySanction(JOIN, Optional.of("arena"), Optional.empty(), service);
        assertThat(client.perform(id, other, Delivery.once()))
                .isEqualTo(denied(
                        id,
                        new Sanction(
                                Optional.of(id + "-2"),
                                JOIN,
                                "arena",
                                service.code(),
                                service.actor(),
                                now(),
                                Optional.empty())));
        var remove = new UserCommand.RemoveSanction(JOIN, service);
        assertThat(client.perform(id, remove, Delivery.once())).isEqualTo(denied(id));
        assertThat(client.perform(id, remove, Delivery.once())).isEqualTo(denied(id));
    }

    @Test
    void a_limit_is_set_superseded_and_removed() {
        UserId id = create();
        Instant end = now().plus(DAY);
        var limited = new UserCommand.SetLimit(OWNED, 1_000_000, Optional.of(end), WHY);
        assertThat(client.perform(id, limited, Delivery.once()))
                .isEqualTo(new Outcome.Done<>(new LimitState(
                        id,
                        List.of(new LimitOverride(OWNED, 1_000_000, WHY.code(), OPS, now(), Optional.of(end))),
                        with(new EffectiveLimit(OWNED, 1_000_000, true), FREE_LIMITS))));
        api.advance(Duration.ofSeconds(1));
        assertThat(client.perform(id, set(0), Delivery.once()))
                .isEqualTo(new Outcome.Done<>(new LimitState(
                        id,
                        List.of(new LimitOverride(OWNED, 0, WHY.code(), OPS, now(), Optional.empty())),
                        with(new EffectiveLimit(OWNED, 0, true), FREE_LIMITS))));
        var none = new Outcome.Done<>(new LimitState(id, List.of(), FREE_LIMITS));
        var remove = new UserCommand.RemoveLimit(OWNED, WHY);
        assertThat(client.perform(id, remove, Delivery.once())).isEqualTo(none);
        assertThat(client.perform(id, remove, Delivery.once())).isEqualTo(none);
    }

    @Test
    void commands_on_an_unknown_user_are_refused() {
        everyCommand().forEach(command -> userNotFound(perform(UNKNOWN_USER, command, Delivery.once())));
    }

    @Test
    void a_command_that_does_not_fit_the_state_is_a_conflict() {
        UserId id = create();
        Instant end = now().plus(MONTH);
        conflict(client.perform(id, extend(end), Delivery.once()));
        conflict(client.perform(id, revoke(), Delivery.once()));
        client.perform(id, grant(Plan.PAID_YEARLY, Optional.of(end)), Delivery.once())
                .orElseThrow();
        conflict(client.perform(id, extend(end), Delivery.once()));
        conflict(client.perform(id, grant(Plan.PAID_LIFETIME, Optional.empty()), Delivery.once()));
        UserId forEver = create();
        grantForEver(forEver);
        conflict(client.perform(forEver, extend(end), Delivery.once()));
    }

    @Test
    void what_does_not_fit_a_command_is_named() {
        UserId id = create();
        Optional<Instant> past = Optional.of(now());
        Optional<Instant> future = Optional.of(now().plus(DAY));
        var shouted = new Reason(ReasonCode.of("NO!"), new Actor("Admin", Optional.of("")));
        invalid(client.perform(id, grant(Plan.PAID_MONTHLY, Optional.empty()), Delivery.once()), "ends_at");
        invalid(client.perform(id, grant(Plan.PAID_LIFETIME, future), Delivery.once()), "ends_at");
        invalid(client.perform(id, grant(Plan.FREE, Optional.empty()), Delivery.once()), "plan_code");
        invalid(
                client.perform(
                        id, new UserCommand.Grant(Plan.PAID_YEARLY, future, future, BILLING, WHY), Delivery.once()),
                "starts_at");
        client.perform(id, grant(Plan.PAID_YEARLY, future), Delivery.once()).orElseThrow();
        invalid(client.perform(id, extend(now()), Delivery.once()), "ends_at");
        invalid(
                client.perform(id, new UserCommand.Revoke(BILLING, shouted), Delivery.once()),
                "reason_code",
                "actor.type",
                "actor.id");
        invalid(client.perform(id, apply(past), Delivery.once()), "expires_at");
        invalid(
                client.perform(id, new UserCommand.RemoveSanction(SanctionCode.of("exile"), WHY), Delivery.once()),
                "sanction_code");
        invalid(client.perform(id, set(-1), Delivery.once()), "value");
        invalid(client.perform(id, set(1_000_001), Delivery.once()), "value");
        invalid(
                client.perform(id, new UserCommand.RemoveLimit(LimitCode.of("max_fun"), WHY), Delivery.once()),
                "limit_code");
    }

    @Test
    void under_one_key_a_command_is_carried_out_once() {
        UserId id = create();
        int number = 0;
        for (UserCommand<?> command : everyCommand()) {
            Delivery delivery = Delivery.withKey(IdempotencyKey.of("key " + number++));
            Outcome<?, Refusal> first = perform(id, command, delivery);
            assertThat(first).isInstanceOf(Outcome.Done.class);
            UserData before = read(id);
            api.advance(Duration.ofSeconds(1));
            assertThat(perform(id, command, delivery)).as(command.toString()).isEqualTo(first);
            assertThat(read(id)).as(command.toString()).isEqualTo(before);
        }
    }

    @Test
    void under_one_key_a_refusal_stays_one() {
        UserId id = create();
        Delivery delivery = Delivery.withKey(IdempotencyKey.of("early"));
        conflict(client.perform(id, revoke(), delivery));
        grantForEver(id);
        conflict(client.perform(id, revoke(), delivery));
        assertThat(client.perform(id, revoke(), Delivery.once())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_key_is_for_one_command_on_one_user() {
        UserId id = create();
        Delivery delivery = Delivery.withKey(IdempotencyKey.of("the one"));
        client.perform(id, set(1), delivery).orElseThrow();
        UserData before = read(id);
        Stream.concat(everyCommand().stream(), Stream.of(set(2)))
                .forEach(command -> conflict(perform(id, command, delivery)));
        assertThat(read(id)).isEqualTo(before);
        assertThat(client.perform(create(), set(1), delivery)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_dry_run_answers_as_the_command_will_and_changes_nothing() {
        UserId id = create();
        for (UserCommand<?> command : everyCommand()) {
            UserData before = read(id);
            Outcome<?, Refusal> predicted = perform(id, command, Delivery.dryRun());
            assertThat(read(id)).as(command.toString()).isEqualTo(before);
            assertThat(perform(id, command, Delivery.once()))
                    .as(command.toString())
                    .isEqualTo(predicted)
                    .isInstanceOf(Outcome.Done.class);
            assertThat(read(id)).as(command.toString()).isNotEqualTo(before);
        }
    }

    @Test
    void a_dry_run_returns_the_refusals_of_the_command() {
        UserId id = create();
        conflict(client.perform(id, revoke(), Delivery.dryRun()));
        invalid(client.perform(id, set(-1), Delivery.dryRun()), "value");
        userNotFound(client.perform(UNKNOWN_USER, apply(Optional.empty()), Delivery.dryRun()));
    }
}

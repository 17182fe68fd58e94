package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.Outcome;
import galaxy.client.users.Account;
import galaxy.client.users.DeclaredCountry;
import galaxy.client.users.Delivery;
import galaxy.client.users.EffectiveLimit;
import galaxy.client.users.Entitlement;
import galaxy.client.users.LimitCode;
import galaxy.client.users.LimitOverride;
import galaxy.client.users.Plan;
import galaxy.client.users.Reason;
import galaxy.client.users.Sanction;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientAccountIT extends ThroughTheClient {
    private Account account(UserId id) {
        return client.account(id).orElseThrow();
    }

    private void blockProfileOf(UserId id) {
        client.perform(
                        id,
                        new UserCommand.ApplySanction(
                                SanctionCode.PROFILE_UPDATE_BLOCK, Optional.empty(), Optional.empty(), WHY),
                        Delivery.once())
                .orElseThrow();
    }

    private static Account fresh(UserId id, EmailAddress email, String name, Instant created) {
        return new Account(
                id,
                email,
                name,
                "en",
                "Europe/Berlin",
                Optional.empty(),
                free(created),
                List.of(),
                List.of(),
                FREE_LIMITS,
                created,
                created);
    }

    private void readAllWaysAs(Account expected) {
        assertThat(client.account(expected.userId())).hasValue(expected);
        assertThat(client.find(expected.userId())).hasValue(expected);
        assertThat(client.findByEmail(expected.email())).hasValue(expected);
        assertThat(client.findByRaceName(expected.raceName())).hasValue(expected);
    }

    @Test
    void the_account_of_a_new_user_is_read_in_full_in_every_way() {
        EmailAddress email = freshEmail();
        UserId id = create(email);
        String name = account(id).raceName();
        assertThat(name).matches("player-[a-z0-9]{8}");
        readAllWaysAs(fresh(id, email, name, now()));
    }

    @Test
    void the_account_of_an_eventful_user_is_read_in_full_in_every_way() {
        EmailAddress email = freshEmail();
        UserId id = create(email);
        Instant created = now();
        api.advance(Duration.ofSeconds(1));
        Instant end = now().plus(DAY);
        String name = Api.freshName();
        client.rename(id, name).orElseThrow();
        client.syncCountry(id, "DE", Delivery.withoutKey()).orElseThrow();
        client.perform(id, grant(Plan.PAID_YEARLY, Optional.of(end)), Delivery.once())
                .orElseThrow();
        Instant granted = now();
        var abuse = new Reason(ReasonCode.of("abuse"), OPS);
        api.advance(Duration.ofSeconds(1));
        client.perform(
                        id,
                        new UserCommand.ApplySanction(
                                SanctionCode.GAME_JOIN_BLOCK, Optional.of("arena"), Optional.of(end), abuse),
                        Delivery.once())
                .orElseThrow();
        client.perform(
                        id,
                        new UserCommand.SetLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, 7, Optional.of(end), WHY),
                        Delivery.once())
                .orElseThrow();
        readAllWaysAs(new Account(
                id,
                email,
                name,
                "en",
                "Europe/Berlin",
                Optional.of("DE"),
                new Entitlement(Plan.PAID_YEARLY, true, BILLING, OPS, WHY.code(), granted, Optional.of(end), granted),
                List.of(new Sanction(
                        Optional.of(id + "-1"),
                        SanctionCode.GAME_JOIN_BLOCK,
                        "arena",
                        abuse.code(),
                        OPS,
                        now(),
                        Optional.of(end))),
                List.of(new LimitOverride(
                        LimitCode.MAX_OWNED_PRIVATE_GAMES, 7, WHY.code(), OPS, now(), Optional.of(end))),
                with(new EffectiveLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, 7, true), PAID_LIMITS),
                created,
                now()));
    }

    @Test
    void an_unknown_user_is_not_found() {
        assertThat(client.account(UNKNOWN_USER)).isEmpty();
        assertThat(client.find(UNKNOWN_USER)).isEmpty();
        assertThat(client.findByEmail(freshEmail())).isEmpty();
        assertThat(client.findByRaceName(Api.freshName())).isEmpty();
    }

    @Test
    void a_malformed_lookup_is_refused() {
        throwsInvalid(() -> client.findByEmail(EmailAddress.of("no at")), "email");
        throwsInvalid(() -> client.findByRaceName("!"), "race_name");
    }

    @Test
    void a_rename_answers_the_account() {
        EmailAddress email = freshEmail();
        UserId id = create(email);
        Account before = account(id);
        api.advance(Duration.ofSeconds(1));
        String name = Api.freshName();
        var renamed = new Account(
                id,
                email,
                name,
                before.preferredLanguage(),
                before.timeZone(),
                before.declaredCountry(),
                before.entitlement(),
                before.sanctions(),
                before.overrides(),
                before.limits(),
                before.createdAt(),
                now());
        assertThat(client.rename(id, name)).isEqualTo(new Outcome.Done<>(renamed));
        api.advance(Duration.ofSeconds(1));
        assertThat(client.rename(id, name)).isEqualTo(new Outcome.Done<>(renamed));
    }

    @Test
    void a_rename_is_refused_for_each_reason_of_the_contract() {
        UserId id = create();
        String taken = Api.freshName();
        client.rename(create(), taken).orElseThrow();
        conflict(client.rename(id, taken));
        invalid(client.rename(id, "!"), "race_name");
        userNotFound(client.rename(UNKNOWN_USER, Api.freshName()));
        blockProfileOf(id);
        profileUpdateBlocked(client.rename(id, Api.freshName()));
    }

    @Test
    void settings_are_changed_one_by_one_or_together() {
        EmailAddress email = freshEmail();
        UserId id = create(email);
        Account before = account(id);
        api.advance(Duration.ofSeconds(1));
        assertThat(client.changeSettings(id, Optional.of("pt-br"), Optional.empty()))
                .isEqualTo(new Outcome.Done<>(with(before, "pt-BR", "Europe/Berlin", now())));
        api.advance(Duration.ofSeconds(1));
        assertThat(client.changeSettings(id, Optional.empty(), Optional.of("UTC")))
                .isEqualTo(new Outcome.Done<>(with(before, "pt-BR", "UTC", now())));
        api.advance(Duration.ofSeconds(1));
        assertThat(client.changeSettings(id, Optional.of("de"), Optional.of("Asia/Taipei")))
                .isEqualTo(new Outcome.Done<>(with(before, "de", "Asia/Taipei", now())));
    }

    private static Account with(Account before, String language, String zone, Instant updated) {
        return new Account(
                before.userId(),
                before.email(),
                before.raceName(),
                language,
                zone,
                before.declaredCountry(),
                before.entitlement(),
                before.sanctions(),
                before.overrides(),
                before.limits(),
                before.createdAt(),
                updated);
    }

    @Test
    void settings_are_refused_for_each_reason_of_the_contract() {
        UserId id = create();
        invalid(client.changeSettings(id, Optional.of("xx"), Optional.of("Z")), "preferred_language", "time_zone");
        invalid(client.changeSettings(id, Optional.empty(), Optional.empty()), "");
        userNotFound(client.changeSettings(UNKNOWN_USER, Optional.of("de"), Optional.empty()));
        blockProfileOf(id);
        profileUpdateBlocked(client.changeSettings(id, Optional.of("de"), Optional.empty()));
    }

    @Test
    void a_country_is_stored_once() {
        UserId id = create();
        api.advance(Duration.ofSeconds(1));
        var stored = new Outcome.Done<>(new DeclaredCountry(id, "DE", now()));
        assertThat(client.syncCountry(id, "DE", Delivery.withoutKey())).isEqualTo(stored);
        api.advance(Duration.ofSeconds(1));
        assertThat(client.syncCountry(id, "DE", Delivery.withoutKey())).isEqualTo(stored);
        assertThat(account(id).declaredCountry()).hasValue("DE");
        invalid(client.syncCountry(id, "XX", Delivery.withoutKey()), "declared_country");
        userNotFound(client.syncCountry(UNKNOWN_USER, "DE", Delivery.withoutKey()));
    }

    @Test
    void a_late_copy_of_a_country_under_a_key_does_not_overwrite_the_next_one() {
        UserId id = create();
        Delivery first = Delivery.withKey(IdempotencyKey.of("geo:" + id + ":1"));
        var stored = client.syncCountry(id, "DE", first);
        client.syncCountry(id, "FR", Delivery.withKey(IdempotencyKey.of("geo:" + id + ":2")))
                .orElseThrow();
        assertThat(client.syncCountry(id, "DE", first)).isEqualTo(stored);
        assertThat(account(id).declaredCountry()).hasValue("FR");
    }
}

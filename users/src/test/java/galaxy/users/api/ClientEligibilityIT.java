package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.users.Delivery;
import galaxy.client.users.Denial;
import galaxy.client.users.EffectiveLimit;
import galaxy.client.users.Eligibility;
import galaxy.client.users.Entitlement;
import galaxy.client.users.LimitCode;
import galaxy.client.users.Marker;
import galaxy.client.users.Markers;
import galaxy.client.users.Plan;
import galaxy.client.users.Sanction;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientEligibilityIT extends ThroughTheClient {
    private static final Markers NOTHING = new Markers(false, false, false, false, false);

    private static Eligibility known(
            UserId id,
            Entitlement entitlement,
            List<Sanction> sanctions,
            List<EffectiveLimit> limits,
            Markers markers,
            List<Denial> denials) {
        return new Eligibility.Known(id, entitlement, sanctions, limits, markers, denials);
    }

    private static Entitlement forEver(Instant since) {
        return new Entitlement(Plan.PAID_LIFETIME, true, BILLING, OPS, WHY.code(), since, Optional.empty(), since);
    }

    private static List<Denial> ofEveryMarker(String kind, String code) {
        return Marker.known().stream()
                .map(marker -> new Denial(marker, kind, code, Optional.empty()))
                .toList();
    }

    /** Of a user who pays for ever since then, and is denied nothing. */
    private static Eligibility everything(UserId id, Instant start) {
        return known(id, forEver(start), List.of(), PAID_LIMITS, new Markers(true, true, true, true, true), List.of());
    }

    @Test
    void eligibility_of_an_unknown_user_says_so() {
        assertThat(client.eligibility(UNKNOWN_USER)).isEqualTo(new Eligibility.UnknownUser(UNKNOWN_USER));
        assertThat(client.explainEligibility(UNKNOWN_USER)).isEqualTo(new Eligibility.UnknownUser(UNKNOWN_USER));
    }

    @Test
    void a_free_user_may_join_but_not_host() {
        UserId id = create();
        var markers = new Markers(true, false, false, true, true);
        assertThat(client.eligibility(id))
                .isEqualTo(known(id, free(now()), List.of(), FREE_LIMITS, markers, List.of()));
        assertThat(client.explainEligibility(id))
                .isEqualTo(known(
                        id,
                        free(now()),
                        List.of(),
                        FREE_LIMITS,
                        markers,
                        List.of(
                                new Denial(
                                        Marker.CAN_CREATE_PRIVATE_GAME,
                                        Denial.LIMIT,
                                        "max_owned_private_games",
                                        Optional.empty()),
                                new Denial(
                                        Marker.CAN_MANAGE_PRIVATE_GAME,
                                        Denial.LIMIT,
                                        "max_active_private_games",
                                        Optional.empty()))));
    }

    @Test
    void a_paid_user_may_do_everything_and_has_no_denials() {
        UserId id = create();
        grantForEver(id);
        assertThat(client.explainEligibility(id)).isEqualTo(everything(id, now()));
    }

    @Test
    void a_sanction_and_a_limit_deny_until_they_expire() {
        UserId id = create();
        grantForEver(id);
        Instant start = now();
        Instant end = start.plus(DAY);
        client.perform(
                        id,
                        new UserCommand.ApplySanction(
                                SanctionCode.GAME_JOIN_BLOCK, Optional.empty(), Optional.of(end), WHY),
                        Delivery.once())
                .orElseThrow();
        client.perform(
                        id,
                        new UserCommand.SetLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, 0, Optional.of(end), WHY),
                        Delivery.once())
                .orElseThrow();
        assertThat(client.explainEligibility(id))
                .isEqualTo(known(
                        id,
                        forEver(start),
                        List.of(new Sanction(
                                Optional.of(id + "-1"),
                                SanctionCode.GAME_JOIN_BLOCK,
                                "lobby",
                                WHY.code(),
                                OPS,
                                start,
                                Optional.of(end))),
                        with(new EffectiveLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, 0, true), PAID_LIMITS),
                        new Markers(true, false, true, false, true),
                        List.of(
                                new Denial(
                                        Marker.CAN_CREATE_PRIVATE_GAME,
                                        Denial.LIMIT,
                                        "max_owned_private_games",
                                        Optional.of(end)),
                                new Denial(
                                        Marker.CAN_JOIN_GAME, Denial.SANCTION, "game_join_block", Optional.of(end)))));
        api.advance(DAY);
        assertThat(client.explainEligibility(id)).isEqualTo(everything(id, start));
    }

    @Test
    void a_blocked_address_denies_everything_by_its_reason() {
        EmailAddress email = freshEmail();
        UserId id = create(email);
        grantForEver(id);
        client.block(email, ReasonCode.of("spam"), Optional.empty());
        assertThat(client.explainEligibility(id))
                .isEqualTo(known(
                        id,
                        forEver(now()),
                        List.of(),
                        PAID_LIMITS,
                        NOTHING,
                        ofEveryMarker(Denial.EMAIL_BLOCK, "spam")));
    }

    @Test
    void a_login_block_denies_everything_by_its_code() {
        UserId id = create();
        grantForEver(id);
        client.perform(
                        id,
                        new UserCommand.ApplySanction(
                                SanctionCode.LOGIN_BLOCK, Optional.empty(), Optional.empty(), WHY),
                        Delivery.once())
                .orElseThrow();
        var sanction = new Sanction(
                Optional.of(id + "-1"), SanctionCode.LOGIN_BLOCK, "auth", WHY.code(), OPS, now(), Optional.empty());
        assertThat(client.explainEligibility(id))
                .isEqualTo(known(
                        id,
                        forEver(now()),
                        List.of(sanction),
                        PAID_LIMITS,
                        NOTHING,
                        ofEveryMarker(Denial.SANCTION, "login_block")));
    }
}

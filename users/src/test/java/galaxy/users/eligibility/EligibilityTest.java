package galaxy.users.eligibility;

import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.SOURCE;
import static galaxy.users.account.TestAccount.after;
import static galaxy.users.account.TestAccount.day;
import static galaxy.users.eligibility.Marker.CAN_CREATE_PRIVATE_GAME;
import static galaxy.users.eligibility.Marker.CAN_JOIN_GAME;
import static galaxy.users.eligibility.Marker.CAN_LOGIN;
import static galaxy.users.eligibility.Marker.CAN_MANAGE_PRIVATE_GAME;
import static galaxy.users.eligibility.Marker.CAN_UPDATE_PROFILE;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.users.account.Account;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitValue;
import galaxy.users.account.Plan;
import galaxy.users.account.RandomCommands;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TestAccount;
import galaxy.users.block.BlockEmail;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.limit.SetLimit;
import galaxy.users.sanction.ApplySanction;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class EligibilityTest {
    private final LimitCatalogue catalogue = LimitCatalogue.standard();
    private final Account free = TestAccount.created();
    private final Account paid = after(
            free,
            new GrantPaid(Plan.PAID_YEARLY, Optional.empty(), Optional.of(day(365)), SOURCE, REASON, OPS),
            day(1));

    @Test
    void a_free_user_may_sign_in_join_and_edit_and_a_paid_one_may_host_too() {
        assertThat(allowed(free)).containsExactly(CAN_LOGIN, CAN_JOIN_GAME, CAN_UPDATE_PROFILE);
        assertThat(allowed(paid)).containsExactly(Marker.values());
    }

    @Test
    void a_paid_user_may_host_until_the_very_instant_of_the_end() {
        assertThat(Eligibility.of(paid, catalogue, day(365).minusMillis(1))
                        .markers()
                        .has(CAN_CREATE_PRIVATE_GAME))
                .isTrue();
        var over = Eligibility.of(paid, catalogue, day(365));
        assertThat(over.markers().has(CAN_CREATE_PRIVATE_GAME)).isFalse();
        assertThat(over.entitlement().plan()).isEqualTo(Plan.FREE);
        assertThat(over.limits().getFirst().value().count()).isZero();
    }

    @Test
    void each_sanction_denies_its_marker_and_a_login_block_all() {
        assertThat(denied(SanctionCode.PRIVATE_GAME_CREATE_BLOCK)).containsExactly(CAN_CREATE_PRIVATE_GAME);
        assertThat(denied(SanctionCode.PRIVATE_GAME_MANAGE_BLOCK)).containsExactly(CAN_MANAGE_PRIVATE_GAME);
        assertThat(denied(SanctionCode.GAME_JOIN_BLOCK)).containsExactly(CAN_JOIN_GAME);
        assertThat(denied(SanctionCode.PROFILE_UPDATE_BLOCK)).containsExactly(CAN_UPDATE_PROFILE);
        assertThat(denied(SanctionCode.LOGIN_BLOCK)).containsExactly(Marker.values());
    }

    @Test
    void a_sanction_denies_nothing_from_the_very_instant_of_its_expiry() {
        var blocked = sanctioned(paid, SanctionCode.LOGIN_BLOCK);
        assertThat(Eligibility.of(blocked, catalogue, day(9).minusMillis(1))
                        .markers()
                        .allowed())
                .isEmpty();
        assertThat(Eligibility.of(blocked, catalogue, day(9)).markers().allowed())
                .containsExactly(Marker.values());
    }

    @Test
    void a_blocked_e_mail_subject_may_do_nothing() {
        assertThat(allowed(after(paid, new BlockEmail(REASON, Optional.empty()), day(2))))
                .isEmpty();
    }

    @Test
    void each_limit_of_zero_denies_its_marker_and_other_limits_none() {
        assertThat(deniedBy(LimitCode.MAX_OWNED_PRIVATE_GAMES)).containsExactly(CAN_CREATE_PRIVATE_GAME);
        assertThat(deniedBy(LimitCode.MAX_ACTIVE_PRIVATE_GAMES)).containsExactly(CAN_MANAGE_PRIVATE_GAME);
        assertThat(deniedBy(LimitCode.MAX_ACTIVE_GAME_MEMBERSHIPS)).containsExactly(CAN_JOIN_GAME);
        assertThat(deniedBy(LimitCode.MAX_PENDING_PUBLIC_APPLICATIONS)).isEmpty();
        assertThat(deniedBy(LimitCode.MAX_PENDING_PRIVATE_JOIN_REQUESTS)).isEmpty();
        assertThat(deniedBy(LimitCode.MAX_PENDING_PRIVATE_INVITES_SENT)).isEmpty();
    }

    @Test
    void an_override_lets_a_free_user_host() {
        assertThat(allowed(limited(free, LimitCode.MAX_OWNED_PRIVATE_GAMES, 1))).contains(CAN_CREATE_PRIVATE_GAME);
    }

    @Test
    void the_lobby_sees_every_sanction_but_that_on_the_profile() {
        Account all = paid;
        for (SanctionCode code : SanctionCode.values()) {
            all = sanctioned(all, code);
        }
        assertThat(Eligibility.of(all, catalogue, day(3)).sanctions())
                .extracting(sanction -> sanction.code())
                .containsExactly(
                        SanctionCode.LOGIN_BLOCK,
                        SanctionCode.PRIVATE_GAME_CREATE_BLOCK,
                        SanctionCode.PRIVATE_GAME_MANAGE_BLOCK,
                        SanctionCode.GAME_JOIN_BLOCK);
        assertThat(Eligibility.of(all, catalogue, day(9)).sanctions()).isEmpty();
    }

    @Test
    void a_denial_names_each_cause_and_when_it_goes_away() {
        assertThat(Eligibility.denials(free, catalogue, day(2)))
                .containsExactly(
                        limit(CAN_CREATE_PRIVATE_GAME, "max_owned_private_games"),
                        limit(CAN_MANAGE_PRIVATE_GAME, "max_active_private_games"));

        var sanctioned = sanctioned(free, SanctionCode.PRIVATE_GAME_CREATE_BLOCK);
        assertThat(Eligibility.denials(sanctioned, catalogue, day(3)))
                .containsExactly(
                        sanction(CAN_CREATE_PRIVATE_GAME, "private_game_create_block"),
                        limit(CAN_CREATE_PRIVATE_GAME, "max_owned_private_games"),
                        limit(CAN_MANAGE_PRIVATE_GAME, "max_active_private_games"));

        assertThat(Eligibility.denials(limited(paid, LimitCode.MAX_ACTIVE_GAME_MEMBERSHIPS, 0), catalogue, day(3)))
                .containsExactly(new Denial(
                        CAN_JOIN_GAME, Denial.Kind.LIMIT, "max_active_game_memberships", Optional.of(day(9))));
        assertThat(Eligibility.denials(paid, catalogue, day(3))).isEmpty();
    }

    @Test
    void what_denies_signing_in_denies_everything() {
        var blocked = after(
                sanctioned(paid, SanctionCode.LOGIN_BLOCK),
                new BlockEmail(TestAccount.OTHER_REASON, Optional.empty()),
                day(3));
        var denials = Eligibility.denials(blocked, catalogue, day(3));
        assertThat(denials).hasSize(2 * Marker.values().length);
        for (Marker marker : Marker.values()) {
            assertThat(denials)
                    .contains(
                            new Denial(marker, Denial.Kind.EMAIL_BLOCK, "otherwise", Optional.empty()),
                            sanction(marker, "login_block"));
        }
    }

    @Test
    void a_marker_is_false_exactly_if_something_denies_it() {
        for (long seed = 0; seed < 300; seed++) {
            var life = new RandomCommands(seed);
            for (int step = 0; step < 40; step++) {
                life.step();
                var markers = Eligibility.of(life.account, catalogue, life.now).markers();
                Set<Marker> denied = Eligibility.denials(life.account, catalogue, life.now).stream()
                        .map(Denial::marker)
                        .collect(Collectors.toSet());
                assertThat(Arrays.stream(Marker.values()).filter(marker -> !markers.has(marker)))
                        .containsExactlyInAnyOrderElementsOf(denied);
                assertThat(Markers.ALL).contains(markers);
            }
        }
    }

    @Test
    void there_are_17_combinations_of_markers() {
        assertThat(Markers.ALL).hasSize(17).doesNotHaveDuplicates();
        assertThat(Markers.ALL)
                .extracting(Markers::names)
                .contains("none", "can_login")
                .doesNotHaveDuplicates();
        assertThat(new Markers(Set.of(CAN_LOGIN, CAN_JOIN_GAME, CAN_UPDATE_PROFILE)).names())
                .isEqualTo("can_login,can_join_game,can_update_profile");
    }

    private Set<Marker> allowed(Account account) {
        return Eligibility.of(account, catalogue, day(2)).markers().allowed();
    }

    private Set<Marker> denied(SanctionCode code) {
        return deniedTo(sanctioned(paid, code));
    }

    private Set<Marker> deniedBy(LimitCode code) {
        return deniedTo(limited(paid, code, 0));
    }

    private Set<Marker> deniedTo(Account account) {
        return Arrays.stream(Marker.values())
                .filter(marker -> !allowed(account).contains(marker))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Account sanctioned(Account account, SanctionCode code) {
        return after(account, new ApplySanction(code, Optional.empty(), Optional.of(day(9)), REASON, OPS), day(2));
    }

    private static Account limited(Account account, LimitCode code, int count) {
        return after(account, new SetLimit(code, new LimitValue(count), Optional.of(day(9)), REASON, OPS), day(2));
    }

    private static Denial sanction(Marker marker, String code) {
        return new Denial(marker, Denial.Kind.SANCTION, code, Optional.of(day(9)));
    }

    private static Denial limit(Marker marker, String code) {
        return new Denial(marker, Denial.Kind.LIMIT, code, Optional.empty());
    }
}

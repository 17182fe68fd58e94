package galaxy.users.profile;

import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.OTHER;
import static galaxy.users.account.TestAccount.OTHER_REASON;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.after;
import static galaxy.users.account.TestAccount.changed;
import static galaxy.users.account.TestAccount.day;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.contracts.EventType;
import galaxy.kernel.CountryCode;
import galaxy.kernel.LanguageTag;
import galaxy.users.account.Account;
import galaxy.users.account.Change;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Entitlement;
import galaxy.users.account.Operation;
import galaxy.users.account.Plan;
import galaxy.users.account.Refusal;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TestAccount;
import galaxy.users.account.TimeZoneName;
import galaxy.users.block.BlockEmail;
import galaxy.users.block.UnblockEmail;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.racename.RaceName;
import galaxy.users.sanction.ApplySanction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProfileCommandsTest {
    private final Account born = TestAccount.created();
    private final Account sealed = after(
            born,
            new ApplySanction(SanctionCode.PROFILE_UPDATE_BLOCK, Optional.empty(), Optional.of(day(9)), REASON, OPS),
            day(1));

    @Test
    void a_new_user_is_free_and_announced_by_profile_settings_and_entitlement() {
        assertThat(born.entitlement()).isEqualTo(Entitlement.initial(TestAccount.CREATED));
        assertThat(born.sanctions()).isEmpty();
        assertThat(born.limits()).isEmpty();
        assertThat(born.declaredCountry()).isEmpty();
        assertThat(born.updatedAt()).isEqualTo(born.createdAt());
        assertThat(born.initialChanges())
                .extracting(Change::type)
                .containsExactly(
                        EventType.USER_PROFILE_CHANGED,
                        EventType.USER_SETTINGS_CHANGED,
                        EventType.USER_ENTITLEMENT_CHANGED);
        assertThat(born.initialChanges()).extracting(Change::operation).containsOnly(Operation.INITIALIZED);
    }

    @Test
    void another_name_is_a_rename_even_if_only_case_or_separators_differ() {
        for (String name : new String[] {"Star Fox", "Player-acdefghj", "player.acdefghj"}) {
            assertThat(new ChangeProfile(RaceName.of(name)).decide(born, day(1)))
                    .isEqualTo(new Decision.Renames(RaceName.of(name)));
        }
    }

    @Test
    void the_own_name_again_changes_nothing() {
        assertThat(new ChangeProfile(born.raceName()).decide(born, day(1))).isEqualTo(new Decision.Unchanged(born));
    }

    @Test
    void the_last_step_of_a_rename_first_writes_down_what_is_due() {
        var paid = after(
                born,
                new GrantPaid(
                        Plan.PAID_MONTHLY, Optional.empty(), Optional.of(day(3)), TestAccount.SOURCE, REASON, OPS),
                day(1));
        var taken = new Decision.Renames(RaceName.of("Star Fox")).take(paid, day(4));
        assertThat(taken.next().entitlement().isPaid()).isFalse();
        assertThat(taken.next()).isEqualTo(taken.next().at(day(4)));
        assertThat(taken.changes())
                .extracting(Change::operation)
                .containsExactly(Operation.EXPIRED_REPAIRED, Operation.UPDATED);
    }

    @Test
    void the_last_step_of_a_rename_takes_the_name_and_announces_it() {
        var taken = new Decision.Renames(RaceName.of("Star Fox")).take(born, day(1).plusNanos(1));
        assertThat(taken.next().raceName()).isEqualTo(RaceName.of("Star Fox"));
        assertThat(taken.next().updatedAt()).isEqualTo(day(1));
        assertThat(taken.changes()).containsExactly(new Change.OfProfile(Operation.UPDATED, RaceName.of("Star Fox")));
    }

    @Test
    void settings_change_together_or_alone() {
        var both = changed(
                born,
                new ChangeSettings(Optional.of(LanguageTag.of("de")), Optional.of(TimeZoneName.of("UTC"))),
                day(1));
        assertThat(both.next().preferredLanguage()).isEqualTo(LanguageTag.of("de"));
        assertThat(both.next().timeZone()).isEqualTo(TimeZoneName.of("UTC"));
        assertThat(both.next().updatedAt()).isEqualTo(day(1));
        assertThat(both.changes())
                .containsExactly(
                        new Change.OfSettings(Operation.UPDATED, LanguageTag.of("de"), TimeZoneName.of("UTC")));

        var one = changed(born, new ChangeSettings(Optional.of(LanguageTag.of("de")), Optional.empty()), day(1));
        assertThat(one.next().timeZone()).isEqualTo(born.timeZone());
        assertThat(one.changes())
                .containsExactly(new Change.OfSettings(Operation.UPDATED, LanguageTag.of("de"), born.timeZone()));
    }

    @Test
    void the_same_settings_change_nothing() {
        var same = new ChangeSettings(Optional.of(born.preferredLanguage()), Optional.of(born.timeZone()));
        assertThat(same.decide(born, day(1))).isEqualTo(new Decision.Unchanged(born));
    }

    @Test
    void a_profile_update_block_refuses_every_self_service_change_until_it_expires() {
        var blocked = new Decision.Refused(new Refusal.ProfileUpdateBlocked());
        var rename = new ChangeProfile(RaceName.of("Star Fox"));
        var sameName = new ChangeProfile(born.raceName());
        var settings = new ChangeSettings(Optional.of(LanguageTag.of("de")), Optional.empty());
        var sameSettings = new ChangeSettings(Optional.of(born.preferredLanguage()), Optional.empty());

        assertThat(rename.decide(sealed, day(9).minusMillis(1))).isEqualTo(blocked);
        assertThat(sameName.decide(sealed, day(2))).isEqualTo(new Decision.Unchanged(sealed));
        assertThat(settings.decide(sealed, day(2))).isEqualTo(blocked);
        assertThat(sameSettings.decide(sealed, day(2))).isEqualTo(new Decision.Unchanged(sealed));
        assertThat(rename.decide(sealed, day(9))).isInstanceOf(Decision.Renames.class);
        assertThat(settings.decide(sealed, day(9))).isInstanceOf(Decision.Changed.class);
    }

    @Test
    void a_login_block_and_a_block_of_the_address_refuse_every_self_service_change_and_no_repetition() {
        var blocked = new Decision.Refused(new Refusal.LoginBlocked());
        var loginBlock =
                new ApplySanction(SanctionCode.LOGIN_BLOCK, Optional.empty(), Optional.of(day(9)), REASON, OPS);
        var byAddress = after(born, new BlockEmail(REASON, Optional.of(OPS)), day(1));
        var rename = new ChangeProfile(RaceName.of("Star Fox"));
        for (Account user : List.of(after(born, loginBlock, day(1)), byAddress)) {
            assertThat(rename.decide(user, day(2))).isEqualTo(blocked);
            assertThat(new ChangeSettings(Optional.of(LanguageTag.of("de")), Optional.empty()).decide(user, day(2)))
                    .isEqualTo(blocked);
            assertThat(new ChangeProfile(born.raceName()).decide(user, day(2))).isEqualTo(new Decision.Unchanged(user));
        }
        assertThat(rename.decide(after(born, loginBlock, day(1)), day(9))).isInstanceOf(Decision.Renames.class);
        assertThat(rename.decide(after(sealed, loginBlock, day(2)), day(3)))
                .isEqualTo(new Decision.Refused(new Refusal.ProfileUpdateBlocked()));
    }

    @Test
    void a_country_is_synced_once_and_a_profile_update_block_does_not_matter_to_it() {
        var sync = new SyncCountry(CountryCode.of("DE"));
        var changed = changed(sealed, sync, day(2));
        assertThat(changed.next().declaredCountry()).contains(CountryCode.of("DE"));
        assertThat(changed.next().updatedAt()).isEqualTo(day(2));
        assertThat(changed.changes()).containsExactly(new Change.OfCountry(CountryCode.of("DE")));
        assertThat(sync.decide(changed.next(), day(3))).isEqualTo(new Decision.Unchanged(changed.next()));
        assertThat(after(changed.next(), new SyncCountry(CountryCode.of("FR")), day(3))
                        .declaredCountry())
                .contains(CountryCode.of("FR"));
    }

    @Test
    void a_block_keeps_its_first_reason_until_it_is_lifted() {
        var blocked = changed(born, new BlockEmail(REASON, Optional.of(OPS)), day(1));
        assertThat(blocked.next().emailBlock()).contains(new EmailBlock(REASON, Optional.of(OPS), day(1)));
        assertThat(blocked.changes()).containsExactly(new Change.OfBlock(Operation.BLOCKED, REASON, Optional.of(OPS)));
        assertThat(new BlockEmail(OTHER_REASON, Optional.empty()).decide(blocked.next(), day(2)))
                .isEqualTo(new Decision.Unchanged(blocked.next()));

        var unblock = new UnblockEmail(OTHER_REASON, OTHER);
        var unblocked = changed(blocked.next(), unblock, day(3));
        assertThat(unblocked.next().emailBlock()).isEmpty();
        assertThat(unblocked.changes())
                .containsExactly(new Change.OfBlock(Operation.UNBLOCKED, OTHER_REASON, Optional.of(OTHER)));
        assertThat(unblock.decide(unblocked.next(), day(4))).isEqualTo(new Decision.Unchanged(unblocked.next()));
    }

    @Test
    void a_subject_is_blocked_by_its_record_else_by_an_active_login_block() {
        var loginBlocked = after(
                born,
                new ApplySanction(SanctionCode.LOGIN_BLOCK, Optional.empty(), Optional.of(day(9)), OTHER_REASON, OPS),
                day(1));
        var both = after(loginBlocked, new BlockEmail(REASON, Optional.empty()), day(2));

        assertThat(born.blockedBecause(day(2))).isEmpty();
        assertThat(sealed.blockedBecause(day(2))).isEmpty();
        assertThat(loginBlocked.blockedBecause(day(9).minusMillis(1))).contains(OTHER_REASON);
        assertThat(loginBlocked.blockedBecause(day(9))).isEmpty();
        assertThat(both.blockedBecause(day(2))).contains(REASON);
        assertThat(both.blockedBecause(day(9))).contains(REASON);
    }

    @Test
    void an_update_never_goes_back_in_time() {
        var later = after(born, new SyncCountry(CountryCode.of("DE")), day(5));
        assertThat(after(later, new SyncCountry(CountryCode.of("FR")), day(4)).updatedAt())
                .isEqualTo(day(5));
    }

    @Test
    void an_account_does_not_print_its_e_mail_address() {
        assertThat(born.toString()).contains("[e-mail]").doesNotContain("example.com");
    }
}

package galaxy.users.standing;

import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.after;
import static galaxy.users.account.TestAccount.changed;
import static galaxy.users.account.TestAccount.day;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.users.account.Account;
import galaxy.users.account.RandomCommands;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TestAccount;
import galaxy.users.eligibility.Eligibility;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.sanction.ApplySanction;
import galaxy.users.sanction.RemoveSanction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AccountStandingTest {
    private static final LimitCatalogue LIMITS = LimitCatalogue.standard();
    private static final SanctionCode CODE = SanctionCode.GAME_JOIN_BLOCK;

    private static ApplySanction apply(Instant end) {
        return new ApplySanction(CODE, Optional.empty(), Optional.of(end), REASON, OPS);
    }

    private static List<Sanction> past(Account account, List<Sanction> ended, Instant now) {
        return AccountStanding.of(account, ended, LIMITS, now).pastSanctions();
    }

    @Test
    void a_sanction_is_past_from_the_instant_of_its_end_whether_that_is_written_or_not() {
        Account account = after(TestAccount.created(), apply(day(3)), day(1));
        Sanction sanction = account.sanctions().getFirst();
        assertThat(past(account, List.of(), day(3).minusMillis(1))).isEmpty();
        AccountStanding ended = AccountStanding.of(account, List.of(), LIMITS, day(3));
        assertThat(ended.pastSanctions()).containsExactly(sanction);
        assertThat(ended.account().sanctions()).isEmpty();
        Account repaired = account.at(day(3));
        assertThat(past(repaired, List.of(sanction), day(4))).containsExactly(sanction);
        assertThat(past(account, List.of(sanction), day(4))).containsExactly(sanction);
    }

    @Test
    void what_leaves_force_after_the_account_was_read_is_in_force_as_the_account_says() {
        Account account = after(TestAccount.created(), apply(day(9)), day(1));
        var removed = changed(account, new RemoveSanction(CODE, REASON, OPS), day(2));
        Sanction ended = (Sanction) removed.history().getFirst();
        AccountStanding standing = AccountStanding.of(account, List.of(ended), LIMITS, day(2));
        assertThat(standing.account().sanctions()).hasSize(1);
        assertThat(standing.pastSanctions()).isEmpty();
        Account applied = after(removed.next(), apply(day(9)), day(3));
        Sanction later = (Sanction) changed(applied, new RemoveSanction(CODE, REASON, OPS), day(4))
                .history()
                .getFirst();
        assertThat(past(removed.next(), List.of(ended, later), day(5))).containsExactly(ended);
    }

    @Test
    void the_twenty_that_ended_last_are_shown_those_first_that_ended_last() {
        for (long seed = 0; seed < 40; seed++) {
            var life = new RandomCommands(seed);
            for (int step = 0; step < 160; step++) {
                life.step();
            }
            Instant now = life.now;
            List<Sanction> all = new ArrayList<>(life.endedSanctions);
            life.account.sanctions().stream()
                    .filter(sanction -> !sanction.isActiveAt(now))
                    .forEach(all::add);
            List<Sanction> expected = all.stream()
                    .sorted(Comparator.comparing(
                                    (Sanction each) -> each.endedAt().orElseThrow())
                            .thenComparingLong(Sanction::seq)
                            .reversed())
                    .limit(AccountStanding.MOST_PAST)
                    .toList();
            AccountStanding standing = AccountStanding.of(life.account, life.endedSanctions, LIMITS, now);
            assertThat(standing.pastSanctions()).isEqualTo(expected);
            assertThat(standing.markers())
                    .isEqualTo(Eligibility.of(life.account, LIMITS, now).markers());
            assertThat(standing.denials()).isEqualTo(Eligibility.denials(life.account, LIMITS, now));
        }
    }
}

package galaxy.users.account;

import static galaxy.users.account.TestAccount.CREATED;
import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SanctionOrdinalsTest {
    private static Sanction sanction(long seq, long ordinal) {
        return new Sanction(
                seq,
                ordinal,
                SanctionCode.GAME_JOIN_BLOCK,
                SanctionCode.GAME_JOIN_BLOCK.defaultScope(),
                REASON,
                OPS,
                CREATED,
                Optional.empty(),
                Optional.empty());
    }

    private static List<Long> counted(Sanction... all) {
        return SanctionOrdinals.of(List.of(all)).counted(List.of(all)).stream()
                .map(Sanction::ordinal)
                .toList();
    }

    @Test
    void those_of_an_earlier_version_are_counted_in_the_order_in_which_they_were_applied() {
        assertThat(counted(sanction(7, 0), sanction(1, 0), sanction(4, 0))).containsExactly(3L, 1L, 2L);
    }

    @Test
    void an_ordinal_that_is_known_stays_and_is_for_one_alone() {
        assertThat(counted(sanction(1, 1), sanction(3, 0), sanction(5, 3), sanction(9, 0)))
                .containsExactly(1L, 2L, 3L, 4L);
        // The second cannot be read any more.
        assertThat(counted(sanction(1, 1), sanction(5, 3), sanction(9, 0))).containsExactly(1L, 3L, 4L);
        assertThat(SanctionOrdinals.of(List.of(sanction(1, 1), sanction(5, 3))).count())
                .isEqualTo(3);
    }

    @Test
    void one_that_is_found_twice_counts_once() {
        var ended = sanction(2, 0).removed(new Removal(day(1), OPS, REASON));
        var ordinals = SanctionOrdinals.of(List.of(sanction(2, 0), ended, sanction(3, 0)));
        assertThat(ordinals.count()).isEqualTo(2);
        assertThat(ordinals.counted(List.of(ended)).getFirst().ordinal()).isOne();
    }

    @Test
    void a_reference_is_the_user_and_the_ordinal() {
        var userId = TestAccount.created().userId();
        assertThat(sanction(9, 4).reference(userId)).isEqualTo(userId + "-4");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> sanction(9, 0).reference(userId));
    }

    /** Whatever happens to an account, with and without its count. */
    @Test
    void what_is_counted_when_it_is_applied_is_what_the_history_says() {
        for (long seed = 0; seed < 50; seed++) {
            var life = new RandomCommands(seed);
            var seen = new TreeMap<Long, Long>();
            for (int step = 0; step < 120; step++) {
                life.step();
                life.account.sanctions().forEach(each -> {
                    Long before = seen.putIfAbsent(each.seq(), each.ordinal());
                    assertThat(before == null || before == each.ordinal()).isTrue();
                });
            }
            assertThat(List.copyOf(seen.values())).doesNotHaveDuplicates().isSorted();
            assertThat(life.account.sanctionCount()).contains((long) seen.size());
            var all = new ArrayList<>(life.endedSanctions);
            all.addAll(life.account.sanctions());
            var uncounted = all.stream().map(each -> each.counted(0)).toList();
            assertThat(SanctionOrdinals.of(uncounted).counted(uncounted)).isEqualTo(all);
            assertThat(SanctionOrdinals.of(uncounted).count()).isEqualTo(seen.size());
        }
    }
}

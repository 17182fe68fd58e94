package galaxy.users.account;

import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.SOURCE;
import static galaxy.users.account.TestAccount.after;
import static galaxy.users.account.TestAccount.day;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.limit.SetLimit;
import galaxy.users.sanction.ApplySanction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TimelineTest {
    private static final Entitlement FREE_AGAIN = new Entitlement(
            Plan.FREE,
            Source.of("entitlement_expiry"),
            Actor.of("service", "user_service"),
            ReasonCode.of("paid_entitlement_expired"),
            day(30),
            Optional.empty(),
            day(30));

    private final Account paid = after(
            TestAccount.created(),
            new GrantPaid(Plan.PAID_MONTHLY, Optional.empty(), Optional.of(day(30)), SOURCE, REASON, OPS),
            day(1));
    private final Account busy = Stream.<Command>of(
                    new ApplySanction(SanctionCode.LOGIN_BLOCK, Optional.empty(), Optional.of(day(10)), REASON, OPS),
                    new ApplySanction(SanctionCode.GAME_JOIN_BLOCK, Optional.empty(), Optional.empty(), REASON, OPS),
                    new SetLimit(
                            LimitCode.MAX_OWNED_PRIVATE_GAMES, new LimitValue(9), Optional.of(day(20)), REASON, OPS))
            .reduce(paid, (account, command) -> after(account, command, day(2)), (one, other) -> other);

    @Test
    void a_paid_plan_reads_as_free_from_the_very_instant_of_its_end() {
        assertThat(paid.at(day(30).minusMillis(1))).isEqualTo(paid);
        assertThat(paid.at(day(30)).entitlement()).isEqualTo(FREE_AGAIN);
        assertThat(paid.at(day(99)).entitlement()).isEqualTo(FREE_AGAIN);
        assertThat(paid.at(day(99)).updatedAt()).isEqualTo(day(30));
    }

    @Test
    void writing_the_end_down_appends_a_free_period_from_the_old_end_and_announces_it() {
        var repaired = Timeline.repair(paid, day(99)).orElseThrow();
        assertThat(repaired.changes())
                .containsExactly(new Change.OfEntitlement(Operation.EXPIRED_REPAIRED, FREE_AGAIN));
        assertThat(repaired.history())
                .containsExactly(new EntitlementPeriod(
                        2,
                        Plan.FREE,
                        FREE_AGAIN.source(),
                        FREE_AGAIN.actor(),
                        FREE_AGAIN.reason(),
                        day(30),
                        Optional.empty(),
                        day(30)));
        assertThat(Timeline.repair(repaired.next(), day(99))).isEmpty();
    }

    @Test
    void an_update_after_the_end_was_due_is_not_set_back() {
        var touched = new Account(
                paid.userId(),
                paid.email(),
                paid.raceName(),
                paid.preferredLanguage(),
                paid.timeZone(),
                paid.declaredCountry(),
                paid.entitlement(),
                paid.sanctions(),
                paid.limits(),
                paid.emailBlock(),
                paid.createdAt(),
                day(31),
                paid.sanctionCount(),
                paid.nextSeq());
        assertThat(touched.at(day(32)).updatedAt()).isEqualTo(day(31));
    }

    @Test
    void expired_sanctions_and_limits_go_to_the_history_without_a_removal_or_an_event() {
        var repaired = Timeline.repair(busy, day(20)).orElseThrow();
        assertThat(repaired.next().sanctions())
                .extracting(sanction -> sanction.code())
                .containsExactly(SanctionCode.GAME_JOIN_BLOCK);
        assertThat(repaired.next().limits()).isEmpty();
        assertThat(repaired.next().updatedAt()).isEqualTo(busy.updatedAt());
        assertThat(repaired.changes()).isEmpty();
        assertThat(repaired.history())
                .containsExactly(busy.sanctions().getFirst(), busy.limits().getFirst());
    }

    @Test
    void the_next_change_is_the_earliest_expiry() {
        assertThat(Timeline.nextChange(TestAccount.created())).isEmpty();
        assertThat(Timeline.nextChange(paid)).contains(day(30));
        assertThat(Timeline.nextChange(busy)).contains(day(10));
        assertThat(Timeline.nextChange(busy.at(day(10)))).contains(day(20));
        assertThat(Timeline.nextChange(busy.at(day(20)))).contains(day(30));
        assertThat(Timeline.nextChange(busy.at(day(30)))).isEmpty();
    }

    @Test
    void reading_is_the_same_before_and_after_writing_down_whenever_that_was() {
        for (long seed = 0; seed < 300; seed++) {
            var life = new RandomCommands(seed);
            for (int step = 0; step < 40; step++) {
                life.step();
                Account stored = life.account;
                for (int ahead = 0; ahead <= 30; ahead += 3) {
                    Instant now = life.now.plusMillis(ahead);
                    Account sweptOnTheWay = stored.at(life.now.plusMillis(ahead / 2));
                    assertThat(sweptOnTheWay.at(now)).isEqualTo(stored.at(now));
                    assertThat(Timeline.repair(stored, now).isPresent())
                            .isEqualTo(Timeline.nextChange(stored)
                                    .filter(due -> !due.isAfter(now))
                                    .isPresent());
                    assertThat(Timeline.repair(stored.at(now), now)).isEmpty();
                }
            }
        }
    }

    @Test
    void a_command_decides_the_same_whether_or_not_what_is_due_was_written_down_before() {
        for (long seed = 0; seed < 300; seed++) {
            var lazy = new RandomCommands(seed);
            var eager = new RandomCommands(seed);
            for (int step = 0; step < 60; step++) {
                lazy.step();
                eager.step();
                eager.sweep();
                assertThat(lazy.account.at(lazy.now)).isEqualTo(eager.account);
            }
            lazy.sweep();
            assertThat(lazy.periods).isEqualTo(eager.periods);
            assertThat(lazy.changes).isEqualTo(eager.changes);
            assertThat(lazy.endedSanctions).hasSameElementsAs(eager.endedSanctions);
            assertThat(lazy.endedLimits).hasSameElementsAs(eager.endedLimits);
        }
    }

    @Test
    void every_record_gets_a_number_of_its_own_without_gaps() {
        for (long seed = 0; seed < 100; seed++) {
            var life = new RandomCommands(seed);
            for (int step = 0; step < 60; step++) {
                life.step();
            }
            List<Long> numbers = new ArrayList<>();
            life.periods.forEach(period -> numbers.add(period.seq()));
            life.endedSanctions.forEach(sanction -> numbers.add(sanction.seq()));
            life.endedLimits.forEach(limit -> numbers.add(limit.seq()));
            life.account.sanctions().forEach(sanction -> numbers.add(sanction.seq()));
            life.account.limits().forEach(limit -> numbers.add(limit.seq()));
            assertThat(numbers).doesNotHaveDuplicates().hasSize((int) life.account.nextSeq() - 1);
        }
    }
}

package galaxy.users.history;

import static galaxy.users.account.TestAccount.CREATED;
import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.OTHER;
import static galaxy.users.account.TestAccount.OTHER_REASON;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.SOURCE;
import static galaxy.users.account.TestAccount.day;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.users.account.Account;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.Entitlement;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.Plan;
import galaxy.users.account.RandomCommands;
import galaxy.users.account.Removal;
import galaxy.users.account.TestAccount;
import galaxy.users.entitlement.ExtendPaid;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.entitlement.RevokePaid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EntitlementHistoryTest {
    private final List<EntitlementPeriod> appended = new ArrayList<>();
    private Account account = TestAccount.created();

    @Test
    void begins_with_a_free_period_that_is_not_stored() {
        assertThat(view())
                .containsExactly(new EntitlementHistory.Entry(EntitlementPeriod.initial(CREATED), Optional.empty()));
        assertThat(EntitlementPeriod.initial(CREATED).reason().value()).isEqualTo("initial_free_entitlement");
        assertThat(EntitlementPeriod.initial(CREATED).source().value()).isEqualTo("auth_registration");
    }

    @Test
    void a_grant_cuts_the_free_period_before_it() {
        perform(grant(day(30)), day(1));
        assertThat(view()).extracting(EntitlementHistory.Entry::seq).containsExactly(1L, 0L);
        assertThat(removals()).containsExactly(Optional.empty(), Optional.of(new Removal(day(1), OPS, REASON)));
    }

    @Test
    void a_revocation_cuts_every_period_that_it_ends_and_none_that_was_over() {
        perform(grant(day(30)), day(1));
        perform(extend(day(60)), day(2));
        perform(extend(day(90)), day(3));
        perform(new RevokePaid(SOURCE, OTHER_REASON, OTHER), day(40));

        var byRevocation = Optional.of(new Removal(day(40), OTHER, OTHER_REASON));
        assertThat(view()).extracting(EntitlementHistory.Entry::seq).containsExactly(4L, 3L, 2L, 1L, 0L);
        assertThat(removals())
                .containsExactly(
                        Optional.empty(),
                        byRevocation,
                        byRevocation,
                        Optional.empty(),
                        Optional.of(new Removal(day(1), OPS, REASON)));
    }

    @Test
    void a_plan_that_ran_out_was_not_removed() {
        perform(grant(day(30)), day(1));
        perform(grant(day(80)), day(50));

        assertThat(view())
                .extracting(entry -> entry.period().plan())
                .containsExactly(Plan.PAID_MONTHLY, Plan.FREE, Plan.PAID_MONTHLY, Plan.FREE);
        assertThat(removals())
                .containsExactly(
                        Optional.empty(),
                        Optional.of(new Removal(day(50), OPS, REASON)),
                        Optional.empty(),
                        Optional.of(new Removal(day(1), OPS, REASON)));
    }

    @Test
    void a_later_revocation_does_not_touch_a_period_that_an_earlier_one_ended() {
        perform(lifetime(), day(1));
        perform(new RevokePaid(SOURCE, REASON, OPS), day(2));
        perform(lifetime(), day(3));
        perform(new RevokePaid(SOURCE, OTHER_REASON, OTHER), day(4));

        assertThat(removals())
                .containsExactly(
                        Optional.empty(),
                        Optional.of(new Removal(day(4), OTHER, OTHER_REASON)),
                        Optional.of(new Removal(day(3), OPS, REASON)),
                        Optional.of(new Removal(day(2), OPS, REASON)),
                        Optional.of(new Removal(day(1), OPS, REASON)));
    }

    @Test
    void is_read_in_pages_that_show_each_period_once() {
        perform(grant(day(30)), day(1));
        perform(extend(day(60)), day(2));
        perform(extend(day(90)), day(3));

        List<EntitlementHistory.Entry> walked = new ArrayList<>();
        Optional<Long> cursor = Optional.empty();
        do {
            var page = EntitlementHistory.page(view(), cursor, 3);
            walked.addAll(page.items());
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(walked).isEqualTo(view());
    }

    /** At each instant exactly one period is in force, and its plan is that of the account at that time. */
    @Test
    void history_says_at_any_time_what_the_snapshot_said_then() {
        for (long seed = 0; seed < 400; seed++) {
            var life = new RandomCommands(seed);
            List<Reading> readings = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                life.step();
                readings.add(new Reading(life.now, life.account.at(life.now).entitlement()));
            }
            life.sweep();
            var history = EntitlementHistory.view(life.account.createdAt(), life.periods);
            for (int i = 0; i < readings.size(); i++) {
                boolean isLastOfItsInstant = i == readings.size() - 1
                        || readings.get(i + 1).at().isAfter(readings.get(i).at());
                if (isLastOfItsInstant) {
                    assertSays(history, readings.get(i), seed);
                }
            }
        }
    }

    private record Reading(Instant at, Entitlement entitlement) {}

    private static void assertSays(List<EntitlementHistory.Entry> history, Reading reading, long seed) {
        List<EntitlementPeriod> inForce = history.stream()
                .filter(entry -> isInForce(entry, reading.at()))
                .map(EntitlementHistory.Entry::period)
                .toList();
        assertThat(inForce)
                .as("seed %s at %s of %s", seed, reading.at(), history)
                .hasSize(1);
        assertThat(inForce.getFirst().plan()).isEqualTo(reading.entitlement().plan());
        if (!reading.entitlement().isPaid()) {
            assertThat(reading.entitlement().period(inForce.getFirst().seq())).isEqualTo(inForce.getFirst());
        }
    }

    /** From its decision or its start, whichever is later, to the earlier of its end and its removal. */
    private static boolean isInForce(EntitlementHistory.Entry entry, Instant at) {
        EntitlementPeriod period = entry.period();
        return !period.createdAt().isAfter(at)
                && !period.startsAt().isAfter(at)
                && period.endsAt().stream().allMatch(at::isBefore)
                && entry.removal().stream().allMatch(removal -> at.isBefore(removal.at()));
    }

    private void perform(Command command, Instant now) {
        Decision.Changed changed = TestAccount.changed(account, command, now);
        account = changed.next();
        changed.history().forEach(past -> appended.add((EntitlementPeriod) past));
    }

    private List<EntitlementHistory.Entry> view() {
        return EntitlementHistory.view(account.createdAt(), appended);
    }

    private List<Optional<Removal>> removals() {
        return view().stream().map(EntitlementHistory.Entry::removal).toList();
    }

    private static GrantPaid grant(Instant endsAt) {
        return new GrantPaid(Plan.PAID_MONTHLY, Optional.empty(), Optional.of(endsAt), SOURCE, REASON, OPS);
    }

    private static GrantPaid lifetime() {
        return new GrantPaid(Plan.PAID_LIFETIME, Optional.empty(), Optional.empty(), SOURCE, REASON, OPS);
    }

    private static ExtendPaid extend(Instant endsAt) {
        return new ExtendPaid(endsAt, SOURCE, REASON, OPS);
    }
}

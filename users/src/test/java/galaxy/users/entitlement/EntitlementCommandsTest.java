package galaxy.users.entitlement;

import static galaxy.users.account.TestAccount.CREATED;
import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.OTHER;
import static galaxy.users.account.TestAccount.OTHER_REASON;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.SOURCE;
import static galaxy.users.account.TestAccount.after;
import static galaxy.users.account.TestAccount.changed;
import static galaxy.users.account.TestAccount.day;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.End;
import galaxy.kernel.Span;
import galaxy.users.account.Account;
import galaxy.users.account.Change;
import galaxy.users.account.Decision;
import galaxy.users.account.Entitlement;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.HistoryEntry;
import galaxy.users.account.Operation;
import galaxy.users.account.Plan;
import galaxy.users.account.Refusal;
import galaxy.users.account.TestAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EntitlementCommandsTest {
    private final Account free = TestAccount.created();
    private final Account monthly = after(free, grant(Plan.PAID_MONTHLY, day(30)), day(1));
    private final Account lifetime = after(
            free, new GrantPaid(Plan.PAID_LIFETIME, Optional.empty(), Optional.empty(), SOURCE, REASON, OPS), day(1));

    @Test
    void a_grant_begins_now_and_is_recorded_and_announced() {
        var granted = new Entitlement(Plan.PAID_MONTHLY, SOURCE, OPS, REASON, day(1), Optional.of(day(30)), day(1));

        var changed = changed(free, grant(Plan.PAID_MONTHLY, day(30)), day(1));

        assertThat(changed.next().entitlement()).isEqualTo(granted);
        assertThat(changed.next().updatedAt()).isEqualTo(day(1));
        assertThat(changed.changes()).containsExactly(new Change.OfEntitlement(Operation.GRANTED, granted));
        assertThat(changed.history())
                .containsExactly(new EntitlementPeriod(
                        1, Plan.PAID_MONTHLY, SOURCE, OPS, REASON, day(1), Optional.of(day(30)), day(1)));
        assertThat(changed.next().nextSeq()).isEqualTo(2);
    }

    @Test
    void a_grant_may_begin_in_the_past_but_not_in_the_future() {
        assertThat(after(free, grantFrom(CREATED), day(1)).entitlement().startsAt())
                .isEqualTo(CREATED);
        assertThat(after(free, grantFrom(day(1)), day(1)).entitlement().startsAt())
                .isEqualTo(day(1));
        assertInvalid(grantFrom(day(1).plusMillis(1)).decide(free, day(1)), "starts_at");
    }

    @Test
    void a_plan_that_ends_needs_an_end_in_the_future_and_a_lifetime_plan_has_none() {
        assertInvalid(grant(Plan.PAID_MONTHLY, Optional.empty()).decide(free, day(1)), "ends_at");
        assertInvalid(grant(Plan.PAID_YEARLY, day(1)).decide(free, day(1)), "ends_at");
        assertInvalid(grant(Plan.PAID_LIFETIME, day(30)).decide(free, day(1)), "ends_at");
        assertInvalid(grant(Plan.FREE, Optional.empty()).decide(free, day(1)), "plan_code");
        assertThat(after(free, grant(Plan.PAID_YEARLY, day(1).plusMillis(1)), day(1))
                        .entitlement()
                        .isPaid())
                .isTrue();
        assertThat(lifetime.entitlement().endsAt()).isEmpty();
    }

    @Test
    void a_grant_fits_only_a_free_user_and_bad_input_is_bad_whatever_the_user_has() {
        assertRefused(grant(Plan.PAID_MONTHLY, day(60)).decide(monthly, day(2)), Refusal.Conflict.ALREADY_PAID);
        assertRefused(grant(Plan.PAID_MONTHLY, day(60)).decide(lifetime, day(2)), Refusal.Conflict.ALREADY_PAID);
        assertInvalid(grant(Plan.PAID_MONTHLY, day(2)).decide(monthly, day(2)), "ends_at");
    }

    @Test
    void what_is_finer_than_a_millisecond_is_cut_off() {
        Instant fine = day(1).plusNanos(999_999);
        var granted = after(free, grant(Plan.PAID_MONTHLY, day(30).plusNanos(1)), fine)
                .entitlement();
        assertThat(granted.startsAt()).isEqualTo(day(1));
        assertThat(granted.endsAt()).contains(day(30));
        assertInvalid(grant(Plan.PAID_MONTHLY, day(1).plusNanos(999_999)).decide(free, day(1)), "ends_at");
    }

    @Test
    void an_extension_keeps_the_start_and_records_the_time_it_adds() {
        var changed = changed(monthly, extend(day(60)), day(10));

        var extended = changed.next().entitlement();
        assertThat(extended)
                .isEqualTo(new Entitlement(
                        Plan.PAID_MONTHLY, SOURCE, OTHER, OTHER_REASON, day(1), Optional.of(day(60)), day(10)));
        assertThat(changed.changes()).containsExactly(new Change.OfEntitlement(Operation.EXTENDED, extended));
        assertThat(changed.history())
                .containsExactly(new EntitlementPeriod(
                        2, Plan.PAID_MONTHLY, SOURCE, OTHER, OTHER_REASON, day(30), Optional.of(day(60)), day(10)));
    }

    @Test
    void an_extension_fits_only_a_plan_that_ends_and_only_to_a_later_end() {
        assertRefused(extend(day(60)).decide(free, day(2)), Refusal.Conflict.NOTHING_TO_EXTEND);
        assertRefused(extend(day(60)).decide(lifetime, day(2)), Refusal.Conflict.NOTHING_TO_EXTEND);
        assertRefused(extend(day(30)).decide(monthly, day(2)), Refusal.Conflict.NOT_LATER_THAN_CURRENT_END);
        assertRefused(extend(day(29)).decide(monthly, day(2)), Refusal.Conflict.NOT_LATER_THAN_CURRENT_END);
        assertRefused(extend(day(60)).decide(monthly, day(30)), Refusal.Conflict.NOTHING_TO_EXTEND);
        assertInvalid(extend(day(2)).decide(monthly, day(2)), "ends_at");
    }

    @Test
    void months_are_counted_from_the_day_that_the_plan_was_given_to_end_on() {
        Instant january31 = Instant.parse("2027-01-31T00:00:00Z");
        Account paid = after(free, grant(Plan.PAID_MONTHLY, january31), day(1));
        assertThat(endsOfExtensions(paid, 3)).containsExactly("2027-02-28", "2027-03-31", "2027-04-30");

        Account february = after(paid, extend(Instant.parse("2027-02-28T00:00:00Z")), day(2));
        assertThat(endsOfExtensions(february, 2)).containsExactly("2027-03-28", "2027-04-28");
    }

    @Test
    void a_span_begins_with_the_plan_and_its_months_go_on_from_there() {
        Instant start = Instant.parse("2026-01-31T08:00:00Z");
        var grant = new GrantPaid(Plan.PAID_MONTHLY, Optional.of(start), month(), SOURCE, REASON, OPS);
        Account paid = after(TestAccount.created(), grant, Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(paid.entitlement().endsAt()).contains(Instant.parse("2026-02-28T08:00:00Z"));
        assertThat(endsOfExtensions(paid, 2)).containsExactly("2026-03-31", "2026-04-30");
        assertInvalid(grant.decide(TestAccount.created(), Instant.parse("2026-03-01T00:00:00Z")), "ends_in");
        assertInvalid(
                new ExtendPaid(new End.After(Span.parse("P9000Y").orElseThrow()), SOURCE, REASON, OPS)
                        .decide(paid, day(2)),
                "ends_in");
    }

    private static End month() {
        return new End.After(Span.parse("P1M").orElseThrow());
    }

    private static List<String> endsOfExtensions(Account account, int count) {
        List<String> ends = new ArrayList<>();
        Account current = account;
        for (int i = 0; i < count; i++) {
            Instant now = current.entitlement().endsAt().orElseThrow().minusSeconds(60);
            current = after(current, new ExtendPaid(month(), SOURCE, OTHER_REASON, OTHER), now);
            ends.add(current.entitlement().endsAt().orElseThrow().toString().substring(0, 10));
        }
        return ends;
    }

    @Test
    void a_revocation_makes_the_user_free_from_now_on() {
        for (Account paid : List.of(monthly, lifetime)) {
            var changed = changed(paid, new RevokePaid(SOURCE, OTHER_REASON, OTHER), day(10));
            var revoked = new Entitlement(Plan.FREE, SOURCE, OTHER, OTHER_REASON, day(10), Optional.empty(), day(10));
            assertThat(changed.next().entitlement()).isEqualTo(revoked);
            assertThat(changed.changes()).containsExactly(new Change.OfEntitlement(Operation.REVOKED, revoked));
            assertThat(changed.history())
                    .containsExactly(new EntitlementPeriod(
                            2, Plan.FREE, SOURCE, OTHER, OTHER_REASON, day(10), Optional.empty(), day(10)));
        }
    }

    @Test
    void a_revocation_fits_only_a_paid_user() {
        var revoke = new RevokePaid(SOURCE, REASON, OPS);
        assertRefused(revoke.decide(free, day(2)), Refusal.Conflict.NOT_PAID);
        assertRefused(revoke.decide(monthly, day(30)), Refusal.Conflict.NOT_PAID);
        assertThat(revoke.decide(monthly, day(30).minusMillis(1))).isInstanceOf(Decision.Changed.class);
    }

    @Test
    void a_grant_after_an_unnoticed_end_first_records_the_free_period_in_between() {
        var changed = changed(monthly, grant(Plan.PAID_YEARLY, day(400)), day(35));

        assertThat(changed.changes())
                .extracting(Change::operation)
                .containsExactly(Operation.EXPIRED_REPAIRED, Operation.GRANTED);
        assertThat(changed.history()).extracting(HistoryEntry::seq).containsExactly(2L, 3L);
        assertThat(((EntitlementPeriod) changed.history().getFirst()).startsAt())
                .isEqualTo(day(30));
        assertThat(changed.next().entitlement().startsAt()).isEqualTo(day(35));
        assertThat(changed.next().nextSeq()).isEqualTo(4);
    }

    private static GrantPaid grant(Plan plan, Instant endsAt) {
        return grant(plan, Optional.of(endsAt));
    }

    private static GrantPaid grant(Plan plan, Optional<Instant> endsAt) {
        return new GrantPaid(plan, Optional.empty(), endsAt, SOURCE, REASON, OPS);
    }

    private static GrantPaid grantFrom(Instant startsAt) {
        return new GrantPaid(Plan.PAID_MONTHLY, Optional.of(startsAt), Optional.of(day(30)), SOURCE, REASON, OPS);
    }

    private static ExtendPaid extend(Instant endsAt) {
        return new ExtendPaid(endsAt, SOURCE, OTHER_REASON, OTHER);
    }

    private static void assertInvalid(Decision decision, String field) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal())
                                .isInstanceOfSatisfying(
                                        Refusal.Invalid.class,
                                        invalid -> assertThat(invalid.field()).isEqualTo(field)));
    }

    private static void assertRefused(Decision decision, Refusal refusal) {
        assertThat(decision).isEqualTo(new Decision.Refused(refusal));
    }
}

package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import galaxy.client.users.Delivery;
import galaxy.client.users.EntitlementPeriod;
import galaxy.client.users.LimitCode;
import galaxy.client.users.LimitOverride;
import galaxy.client.users.LimitRecord;
import galaxy.client.users.Plan;
import galaxy.client.users.Reason;
import galaxy.client.users.Refusal;
import galaxy.client.users.Removal;
import galaxy.client.users.Sanction;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.SanctionRecord;
import galaxy.client.users.UserCommand;
import galaxy.kernel.Actor;
import galaxy.kernel.Page;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientHistoriesIT extends ThroughTheClient {
    private static final Reason APPEAL = new Reason(ReasonCode.of("appeal"), new Actor("service", Optional.empty()));
    private static final SanctionCode JOIN = SanctionCode.GAME_JOIN_BLOCK;
    private static final LimitCode OWNED = LimitCode.MAX_OWNED_PRIVATE_GAMES;

    private void apply(UserId id, Optional<Instant> end) {
        client.perform(id, new UserCommand.ApplySanction(JOIN, Optional.empty(), end, WHY), Delivery.once())
                .orElseThrow();
    }

    private void set(UserId id, int value, Optional<Instant> end) {
        client.perform(id, new UserCommand.SetLimit(OWNED, value, end, WHY), Delivery.once())
                .orElseThrow();
    }

    private void pardon(UserId id) {
        client.perform(id, new UserCommand.RemoveSanction(JOIN, APPEAL), Delivery.once())
                .orElseThrow();
    }

    private void revoke(UserId id) {
        client.perform(id, new UserCommand.Revoke(BILLING, APPEAL), Delivery.once())
                .orElseThrow();
    }

    /** The items of a walk in pages of two, each full but the last. */
    private static <T> List<T> walk(Function<PageRequest, Outcome<Page<T, String>, Refusal>> fetch) {
        List<T> walked = new ArrayList<>();
        Page<T, String> page = fetch.apply(PageRequest.first(2)).orElseThrow();
        walked.addAll(page.items());
        while (page.next().isPresent()) {
            assertThat(page.items()).hasSize(2);
            page = fetch.apply(PageRequest.after(page.next().get(), 2)).orElseThrow();
            walked.addAll(page.items());
        }
        return walked;
    }

    @Test
    void every_period_is_returned_in_full() {
        UserId id = create();
        Instant created = now();
        api.advance(DAY);
        Instant granted = now();
        Instant end = granted.plus(DAY.multipliedBy(10));
        client.perform(id, grant(Plan.PAID_MONTHLY, Optional.of(end)), Delivery.once())
                .orElseThrow();
        api.advance(DAY);
        revoke(id);
        var expected = List.of(
                new EntitlementPeriod(
                        Plan.FREE,
                        false,
                        BILLING,
                        APPEAL.actor(),
                        APPEAL.code(),
                        now(),
                        Optional.empty(),
                        now(),
                        Optional.empty()),
                new EntitlementPeriod(
                        Plan.PAID_MONTHLY,
                        true,
                        BILLING,
                        OPS,
                        WHY.code(),
                        granted,
                        Optional.of(end),
                        granted,
                        Optional.of(new Removal(now(), APPEAL.actor(), APPEAL.code()))),
                new EntitlementPeriod(
                        Plan.FREE,
                        false,
                        Source.of("auth_registration"),
                        Actor.of("service", "user_service"),
                        ReasonCode.of("initial_free_entitlement"),
                        created,
                        Optional.empty(),
                        created,
                        Optional.of(new Removal(granted, OPS, WHY.code()))));
        assertThat(client.periods(id)).isEqualTo(expected);
        assertThat(walk(page -> client.periods(id, page))).isEqualTo(expected);
    }

    @Test
    void every_sanction_is_returned_in_full() {
        UserId id = create();
        Instant start = now();
        Optional<Instant> end = Optional.of(start.plus(DAY));
        apply(id, end);
        api.advance(Duration.ofSeconds(1));
        Instant superseded = now();
        apply(id, Optional.empty());
        api.advance(Duration.ofSeconds(1));
        pardon(id);
        Instant pardoned = now();
        apply(id, end);
        var expected = List.of(
                new SanctionRecord(
                        new Sanction(Optional.of(id + "-3"), JOIN, "lobby", WHY.code(), OPS, pardoned, end),
                        Optional.empty()),
                new SanctionRecord(
                        new Sanction(
                                Optional.of(id + "-2"), JOIN, "lobby", WHY.code(), OPS, superseded, Optional.empty()),
                        Optional.of(new Removal(pardoned, APPEAL.actor(), APPEAL.code()))),
                new SanctionRecord(
                        new Sanction(Optional.of(id + "-1"), JOIN, "lobby", WHY.code(), OPS, start, end),
                        Optional.of(new Removal(superseded, OPS, WHY.code()))));
        assertThat(client.sanctions(id)).isEqualTo(expected);
        assertThat(walk(page -> client.sanctions(id, page))).isEqualTo(expected);
        api.advance(DAY);
        assertThat(client.sanctions(id)).isEqualTo(expected);
    }

    @Test
    void every_limit_is_returned_in_full() {
        UserId id = create();
        Instant start = now();
        Optional<Instant> end = Optional.of(start.plus(DAY));
        set(id, 1, end);
        api.advance(Duration.ofSeconds(1));
        Instant superseded = now();
        set(id, 2, Optional.empty());
        api.advance(Duration.ofSeconds(1));
        client.perform(id, new UserCommand.RemoveLimit(OWNED, APPEAL), Delivery.once())
                .orElseThrow();
        Instant removed = now();
        set(id, 3, end);
        var expected = List.of(
                new LimitRecord(new LimitOverride(OWNED, 3, WHY.code(), OPS, removed, end), Optional.empty()),
                new LimitRecord(
                        new LimitOverride(OWNED, 2, WHY.code(), OPS, superseded, Optional.empty()),
                        Optional.of(new Removal(removed, APPEAL.actor(), APPEAL.code()))),
                new LimitRecord(
                        new LimitOverride(OWNED, 1, WHY.code(), OPS, start, end),
                        Optional.of(new Removal(superseded, OPS, WHY.code()))));
        assertThat(client.limits(id)).isEqualTo(expected);
        assertThat(walk(page -> client.limits(id, page))).isEqualTo(expected);
        api.advance(DAY);
        assertThat(client.limits(id)).isEqualTo(expected);
    }

    @Test
    void histories_longer_than_the_largest_page_are_read_whole() {
        UserId id = create();
        int count = 200 / 2 + 1;
        for (int i = 0; i < count; i++) {
            grantForEver(id);
            revoke(id);
            set(id, 2 * i, Optional.empty());
            set(id, 2 * i + 1, Optional.empty());
            apply(id, Optional.empty());
            apply(id, Optional.of(now().plus(DAY)));
        }
        assertThat(client.periods(id)).hasSize(2 * count + 1);
        assertThat(client.sanctions(id)).hasSize(2 * count);
        assertThat(client.limits(id).map(each -> each.limit().value()))
                .isEqualTo(IntStream.range(0, 2 * count).boxed().toList().reversed());
    }

    @Test
    void an_unknown_user_has_no_history() {
        throwsUserNotFound(() -> client.periods(UNKNOWN_USER).toList());
        throwsUserNotFound(() -> client.sanctions(UNKNOWN_USER).toList());
        throwsUserNotFound(() -> client.limits(UNKNOWN_USER).toList());
        userNotFound(client.periods(UNKNOWN_USER, PageRequest.first(1)));
        userNotFound(client.sanctions(UNKNOWN_USER, PageRequest.first(1)));
        userNotFound(client.limits(UNKNOWN_USER, PageRequest.first(1)));
    }

    @Test
    void a_page_that_there_cannot_be_is_refused() {
        UserId id = create();
        invalid(client.periods(id, PageRequest.first(0)), "page_size");
        invalid(client.sanctions(id, PageRequest.first(201)), "page_size");
        invalid(client.limits(id, PageRequest.after("broken", 1)), "page_token");
    }
}

package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.PageRequest;
import galaxy.client.users.Account;
import galaxy.client.users.Delivery;
import galaxy.client.users.LimitCode;
import galaxy.client.users.Marker;
import galaxy.client.users.Plan;
import galaxy.client.users.Sanction;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.UserCommand;
import galaxy.client.users.UserFilter;
import galaxy.client.users.UserSummary;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Page;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientListingIT extends ThroughTheClient {
    private UserId next(EmailAddress email) {
        api.advance(Duration.ofSeconds(1));
        return create(email);
    }

    private UserId next() {
        return next(freshEmail());
    }

    private UserId paidUntil(Instant end) {
        UserId id = next();
        client.perform(id, grant(Plan.PAID_MONTHLY, Optional.of(end)), Delivery.once())
                .orElseThrow();
        return id;
    }

    private UserId sanctioned(SanctionCode code) {
        UserId id = next();
        grantForEver(id);
        client.perform(
                        id,
                        new UserCommand.ApplySanction(code, Optional.empty(), Optional.empty(), WHY),
                        Delivery.once())
                .orElseThrow();
        return id;
    }

    private UserId limited(LimitCode code, int value) {
        UserId id = next();
        grantForEver(id);
        client.perform(id, new UserCommand.SetLimit(code, value, Optional.empty(), WHY), Delivery.once())
                .orElseThrow();
        return id;
    }

    /** Which of some users the listing has. */
    private List<UserId> among(List<UserId> some, UserFilter filter) {
        return client.users(filter).map(Account::userId).filter(some::contains).toList();
    }

    /** The users that a listing should have are these, in order of creation. */
    private void lists(List<UserId> some, UserFilter filter, UserId... expected) {
        assertThat(among(some, filter))
                .as(filter.toString())
                .isEqualTo(List.of(expected).reversed());
    }

    @Test
    void more_users_than_the_largest_page_holds_are_read_whole_and_in_full() {
        int count = 201;
        List<UserId> created = IntStream.range(0, count).mapToObj(_ -> next()).toList();
        List<Account> all = client.users(UserFilter.all()).toList();
        assertThat(all).extracting(Account::userId).doesNotHaveDuplicates();
        assertThat(all.subList(0, count)).extracting(Account::userId).isEqualTo(created.reversed());
        assertThat(all.subList(0, 3))
                .allSatisfy(account -> assertThat(client.find(account.userId())).hasValue(account));
    }

    @Test
    void a_page_of_summaries_says_of_the_same_users_what_a_table_shows() {
        next();
        client.syncCountry(paidUntil(now().plus(DAY)), "FO", Delivery.withoutKey())
                .orElseThrow();
        sanctioned(SanctionCode.GAME_JOIN_BLOCK);
        PageRequest request = PageRequest.first(3);
        Page<Account, String> accounts = client.users(UserFilter.all(), request).orElseThrow();
        Page<UserSummary, String> summaries =
                client.summaries(UserFilter.all(), request).orElseThrow();
        assertThat(summaries.items())
                .isEqualTo(
                        accounts.items().stream().map(ClientListingIT::summary).toList());
        String token = summaries.next().orElseThrow();
        assertThat(client.users(UserFilter.all(), PageRequest.after(token, 3))
                        .orElseThrow()
                        .items())
                .isEqualTo(client.users(
                                UserFilter.all(),
                                PageRequest.after(accounts.next().orElseThrow(), 3))
                        .orElseThrow()
                        .items());
    }

    private static UserSummary summary(Account account) {
        return new UserSummary(
                account.userId(),
                account.email(),
                account.raceName(),
                account.entitlement().plan(),
                account.entitlement().isPaid(),
                account.entitlement().endsAt(),
                account.declaredCountry(),
                account.sanctions().stream().map(Sanction::code).toList(),
                account.createdAt());
    }

    @Test
    void the_next_page_continues_after_the_last_item() {
        UserFilter filter = UserFilter.all().country("NZ");
        List<UserId> created = IntStream.range(0, 5).mapToObj(_ -> next()).toList();
        created.forEach(
                id -> client.syncCountry(id, "NZ", Delivery.withoutKey()).orElseThrow());
        List<UserId> walked = new ArrayList<>();
        Page<Account, String> page = client.users(filter, PageRequest.first(1)).orElseThrow();
        page.items().forEach(account -> walked.add(account.userId()));
        client.syncCountry(next(), "NZ", Delivery.withoutKey()).orElseThrow();
        while (page.next().isPresent()) {
            page = client.users(filter, PageRequest.after(page.next().get(), 2)).orElseThrow();
            page.items().forEach(account -> walked.add(account.userId()));
        }
        assertThat(walked).isEqualTo(created.reversed());
    }

    @Test
    void users_are_filtered_by_plan_and_country() {
        Instant noon = now().plus(DAY);
        UserId free = next();
        UserId soon = paidUntil(noon);
        UserId late = paidUntil(noon.plus(DAY));
        UserId forEver = next();
        grantForEver(forEver);
        client.syncCountry(soon, "DE", Delivery.withoutKey()).orElseThrow();
        client.syncCountry(free, "FR", Delivery.withoutKey()).orElseThrow();
        var some = List.of(free, soon, late, forEver);
        UserFilter all = UserFilter.all();
        lists(some, all, free, soon, late, forEver);
        lists(some, all.paid(true), soon, late, forEver);
        lists(some, all.paid(false), free);
        lists(some, all.paidExpires(noon, noon.plus(DAY)), soon);
        lists(some, all.paidExpires(noon, noon.plus(DAY).plusMillis(1)), soon, late);
        lists(some, expiring(Optional.of(noon.plusMillis(1)), Optional.empty()), late);
        lists(some, expiring(Optional.empty(), Optional.of(noon.plusMillis(1))), soon);
        lists(some, all.country("DE"), soon);
        lists(some, all.country("FR"), free);
        lists(some, all.country("FR").paid(true));
        api.advance(DAY);
        lists(some, all.paid(false), free, soon);
    }

    private static UserFilter expiring(Optional<Instant> after, Optional<Instant> before) {
        return new UserFilter(
                Optional.empty(), after, before, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    @Test
    void users_are_filtered_by_each_sanction_and_each_limit() {
        List<UserId> some = new ArrayList<>();
        SanctionCode.known().forEach(code -> some.add(sanctioned(code)));
        LimitCode.known().forEach(code -> some.add(limited(code, 1)));
        int place = 0;
        for (SanctionCode code : SanctionCode.known()) {
            lists(some, UserFilter.all().sanctioned(code), some.get(place++));
        }
        for (LimitCode code : LimitCode.known()) {
            lists(some, UserFilter.all().limited(code), some.get(place++));
        }
    }

    @Test
    void users_are_filtered_by_each_marker() {
        EmailAddress email = freshEmail();
        UserId blocked = next(email);
        client.block(email, ReasonCode.of("spam"), Optional.empty());
        UserId free = next();
        UserId cannotCreate = sanctioned(SanctionCode.PRIVATE_GAME_CREATE_BLOCK);
        UserId cannotManage = limited(LimitCode.MAX_ACTIVE_PRIVATE_GAMES, 0);
        UserId cannotJoin = sanctioned(SanctionCode.GAME_JOIN_BLOCK);
        UserId cannotUpdate = sanctioned(SanctionCode.PROFILE_UPDATE_BLOCK);
        var some = List.of(blocked, free, cannotCreate, cannotManage, cannotJoin, cannotUpdate);
        var without = Map.of(
                Marker.CAN_LOGIN, List.of(blocked),
                Marker.CAN_CREATE_PRIVATE_GAME, List.of(blocked, free, cannotCreate),
                Marker.CAN_MANAGE_PRIVATE_GAME, List.of(blocked, free, cannotManage),
                Marker.CAN_JOIN_GAME, List.of(blocked, cannotJoin),
                Marker.CAN_UPDATE_PROFILE, List.of(blocked, cannotUpdate));
        without.forEach((marker, those) -> {
            var others = some.stream().filter(id -> !those.contains(id)).toArray(UserId[]::new);
            lists(some, UserFilter.all().marker(marker, false), those.toArray(UserId[]::new));
            lists(some, UserFilter.all().marker(marker, true), others);
        });
    }

    @Test
    void all_that_a_filter_says_must_fit() {
        UserId id = sanctioned(SanctionCode.GAME_JOIN_BLOCK);
        client.syncCountry(id, "IS", Delivery.withoutKey()).orElseThrow();
        client.perform(
                        id,
                        new UserCommand.SetLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, 0, Optional.empty(), WHY),
                        Delivery.once())
                .orElseThrow();
        UserFilter fitting = UserFilter.all()
                .paid(true)
                .country("IS")
                .sanctioned(SanctionCode.GAME_JOIN_BLOCK)
                .limited(LimitCode.MAX_OWNED_PRIVATE_GAMES)
                .marker(Marker.CAN_LOGIN, true)
                .marker(Marker.CAN_CREATE_PRIVATE_GAME, false);
        assertThat(client.users(fitting).map(Account::userId)).containsExactly(id);
        assertThat(client.users(fitting.country("NO"))).isEmpty();
        assertThat(client.users(fitting.marker(Marker.CAN_JOIN_GAME, true))).isEmpty();
    }

    @Test
    void a_filter_or_page_that_there_cannot_be_is_refused() {
        UserFilter all = UserFilter.all();
        throwsInvalid(() -> client.users(all.country("XX")).toList(), "declared_country");
        throwsInvalid(
                () -> client.users(all.sanctioned(SanctionCode.of("exile"))).toList(), "sanction_code");
        throwsInvalid(() -> client.users(all.limited(LimitCode.of("max_fun"))).toList(), "limit_code");
        throwsInvalid(() -> client.users(all.marker(Marker.of("can_fly"), true)).toList(), "can_fly");
        invalid(client.users(all, PageRequest.first(0)), "page_size");
        invalid(client.users(all, PageRequest.after("broken", 1)), "page_token");
        for (int i = 0; i < 2; i++) {
            client.syncCountry(next(), "AX", Delivery.withoutKey()).orElseThrow();
        }
        String token = client.users(all.country("AX"), PageRequest.first(1))
                .orElseThrow()
                .next()
                .orElseThrow();
        invalid(client.users(all.country("FO"), PageRequest.after(token, 1)), "page_token");
    }
}

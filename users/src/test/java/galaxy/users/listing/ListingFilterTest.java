package galaxy.users.listing;

import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.SOURCE;
import static galaxy.users.account.TestAccount.after;
import static galaxy.users.account.TestAccount.day;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.CountryCode;
import galaxy.users.account.Account;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitValue;
import galaxy.users.account.Plan;
import galaxy.users.account.RandomCommands;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TestAccount;
import galaxy.users.eligibility.Marker;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.limit.SetLimit;
import galaxy.users.profile.SyncCountry;
import galaxy.users.sanction.ApplySanction;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ListingFilterTest {
    private final LimitCatalogue catalogue = LimitCatalogue.standard();
    private final Account free = TestAccount.created();
    private final Account paid = after(
            free,
            new GrantPaid(Plan.PAID_MONTHLY, Optional.empty(), Optional.of(day(30)), SOURCE, REASON, OPS),
            day(1));

    @Test
    void the_empty_filter_shows_everyone() {
        assertThat(shows(ListingFilter.EVERYONE, free, day(2))).isTrue();
        assertThat(ListingFilter.EVERYONE.candidates(true)).containsExactly(Set.of(IndexTerm.ALL));
    }

    @Test
    void a_paid_user_is_free_from_the_very_instant_of_the_end() {
        assertThat(shows(paidState(PaidState.PAID), paid, day(30).minusMillis(1)))
                .isTrue();
        assertThat(shows(paidState(PaidState.FREE), paid, day(30).minusMillis(1)))
                .isFalse();
        assertThat(shows(paidState(PaidState.PAID), paid, day(30))).isFalse();
        assertThat(shows(paidState(PaidState.FREE), paid, day(30))).isTrue();
    }

    @Test
    void the_window_over_paid_ends_includes_its_start_and_excludes_its_end() {
        assertThat(shows(window(Optional.of(day(30)), Optional.empty()), paid, day(2)))
                .isTrue();
        assertThat(shows(window(Optional.of(day(30).plusMillis(1)), Optional.empty()), paid, day(2)))
                .isFalse();
        assertThat(shows(window(Optional.empty(), Optional.of(day(30))), paid, day(2)))
                .isFalse();
        assertThat(shows(window(Optional.empty(), Optional.of(day(30).plusMillis(1))), paid, day(2)))
                .isTrue();
        assertThat(shows(window(Optional.of(day(30)), Optional.of(day(31))), paid, day(2)))
                .isTrue();
        assertThat(shows(window(Optional.of(day(30)), Optional.of(day(30))), paid, day(2)))
                .isFalse();
    }

    @Test
    void the_window_shows_no_one_without_a_finite_paid_plan() {
        var ever = window(Optional.of(Instant.EPOCH), Optional.empty());
        var lifetime = after(
                free,
                new GrantPaid(Plan.PAID_LIFETIME, Optional.empty(), Optional.empty(), SOURCE, REASON, OPS),
                day(1));
        assertThat(shows(ever, free, day(2))).isFalse();
        assertThat(shows(ever, lifetime, day(2))).isFalse();
        assertThat(shows(ever, paid, day(30))).isFalse();
    }

    @Test
    void a_country_a_sanction_and_a_limit_are_matched_while_they_are_in_force() {
        var user = after(
                after(
                        after(free, new SyncCountry(CountryCode.of("DE")), day(1)),
                        new ApplySanction(
                                SanctionCode.GAME_JOIN_BLOCK, Optional.empty(), Optional.of(day(9)), REASON, OPS),
                        day(1)),
                new SetLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, new LimitValue(0), Optional.of(day(9)), REASON, OPS),
                day(1));

        assertThat(shows(country("DE"), user, day(2))).isTrue();
        assertThat(shows(country("FR"), user, day(2))).isFalse();
        assertThat(shows(country("DE"), free, day(2))).isFalse();
        assertThat(shows(sanction(SanctionCode.GAME_JOIN_BLOCK), user, day(2))).isTrue();
        assertThat(shows(sanction(SanctionCode.LOGIN_BLOCK), user, day(2))).isFalse();
        assertThat(shows(sanction(SanctionCode.GAME_JOIN_BLOCK), user, day(9))).isFalse();
        assertThat(shows(limit(LimitCode.MAX_OWNED_PRIVATE_GAMES), user, day(2)))
                .isTrue();
        assertThat(shows(limit(LimitCode.MAX_ACTIVE_PRIVATE_GAMES), user, day(2)))
                .isFalse();
        assertThat(shows(limit(LimitCode.MAX_OWNED_PRIVATE_GAMES), user, day(9)))
                .isFalse();
    }

    @Test
    void markers_combine_with_and() {
        assertThat(shows(markers(Map.of(Marker.CAN_LOGIN, true)), free, day(2))).isTrue();
        assertThat(shows(markers(Map.of(Marker.CAN_LOGIN, false)), free, day(2)))
                .isFalse();
        var both = markers(Map.of(Marker.CAN_LOGIN, true, Marker.CAN_CREATE_PRIVATE_GAME, false));
        assertThat(shows(both, free, day(2))).isTrue();
        assertThat(shows(both, paid, day(2))).isFalse();
        assertThat(shows(both, paid, day(30))).isTrue();
    }

    @Test
    void markers_become_the_cells_that_satisfy_all_of_them() {
        assertThat(markers(Map.of(Marker.CAN_LOGIN, false)).candidates(true))
                .containsExactly(Set.of(new IndexTerm("markers:none")));
        assertThat(markers(Map.of(Marker.CAN_JOIN_GAME, false)).candidates(true).getFirst())
                .hasSize(9);
        assertThat(markers(Map.of(Marker.CAN_LOGIN, true)).candidates(true).getFirst())
                .hasSize(16);
        assertThat(markers(Map.of(Marker.CAN_LOGIN, false, Marker.CAN_JOIN_GAME, true))
                        .candidates(true))
                .containsExactly(Set.of());
    }

    @Test
    void an_account_is_indexed_under_each_thing_that_is_true_of_it() {
        var user = after(
                after(paid, new SyncCountry(CountryCode.of("DE")), day(1)),
                new ApplySanction(SanctionCode.GAME_JOIN_BLOCK, Optional.empty(), Optional.empty(), REASON, OPS),
                day(1));
        assertThat(IndexEntries.of(user, catalogue).terms())
                .extracting(IndexTerm::name)
                .containsExactlyInAnyOrder(
                        "all",
                        "paid_state:paid",
                        "country:DE",
                        "sanction:game_join_block",
                        "markers:can_login,can_create_private_game,can_manage_private_game,can_update_profile");
        assertThat(IndexEntries.of(user, catalogue).paidEndsAt()).contains(day(30));
        assertThat(IndexEntries.of(free, catalogue).paidEndsAt()).isEmpty();
        assertThat(IndexEntries.of(free, catalogue).terms())
                .extracting(IndexTerm::name)
                .containsExactlyInAnyOrder(
                        "all", "paid_state:free", "markers:can_login,can_join_game,can_update_profile");
    }

    @Test
    void the_candidates_of_every_part_include_every_account_that_matches() {
        var random = new Random(17);
        int shown = 0;
        for (long seed = 0; seed < 300; seed++) {
            var life = new RandomCommands(seed);
            for (int step = 0; step < 40; step++) {
                life.step();
                life.sweep();
                var indexed = IndexEntries.of(life.account, catalogue);
                assertThat(indexed.terms().stream().filter(term -> term.name().startsWith("markers:")))
                        .hasSize(1);
                for (int i = 0; i < 10; i++) {
                    ListingFilter filter = anyFilter(random, life.now);
                    if (shows(filter, life.account, life.now)) {
                        shown++;
                        assertThat(filter.candidates(true))
                                .allSatisfy(any -> assertThat(Collections.disjoint(any, indexed.terms()))
                                        .isFalse());
                        assertThat(!filter.hasWindow() || indexed.paidEndsAt().isPresent())
                                .isTrue();
                    }
                }
            }
        }
        assertThat(shown).isGreaterThan(5_000);
    }

    @Test
    void each_single_term_part_finds_exactly_the_accounts_that_match() {
        var random = new Random(23);
        for (long seed = 0; seed < 200; seed++) {
            var life = new RandomCommands(seed);
            for (int step = 0; step < 40; step++) {
                life.step();
                life.sweep();
                var indexed = IndexEntries.of(life.account, catalogue).terms();
                ListingFilter filter = anyFilter(random, life.now);
                if (!filter.hasWindow()) {
                    assertThat(filter.candidates(true).stream().noneMatch(any -> Collections.disjoint(any, indexed)))
                            .isEqualTo(shows(filter, life.account, life.now));
                }
            }
        }
    }

    @Test
    void different_filters_have_different_texts_and_equal_ones_the_same() {
        var random = new Random(29);
        Set<ListingFilter> filters = new HashSet<>();
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            ListingFilter filter = anyFilter(random, day(1));
            filters.add(filter);
            texts.add(filter.text());
        }
        assertThat(texts).hasSameSizeAs(filters);
        assertThat(filters).hasSizeGreaterThan(500);
    }

    private static ListingFilter anyFilter(Random random, Instant now) {
        Map<Marker, Boolean> markers = new EnumMap<>(Marker.class);
        for (Marker marker : Marker.values()) {
            if (random.nextInt(5) == 0) {
                markers.put(marker, random.nextInt(3) > 0);
            }
        }
        return new ListingFilter(
                sometimes(random, any(random, PaidState.values())),
                sometimes(random, now.plusMillis(random.nextInt(10))),
                sometimes(random, now.plusMillis(random.nextInt(30))),
                sometimes(random, CountryCode.of("DE")),
                sometimes(random, any(random, SanctionCode.values())),
                sometimes(random, any(random, LimitCode.values())),
                markers);
    }

    private static <T> T any(Random random, T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static <T> Optional<T> sometimes(Random random, T value) {
        return random.nextInt(6) == 0 ? Optional.of(value) : Optional.empty();
    }

    private boolean shows(ListingFilter filter, Account account, Instant now) {
        return filter.matches(account, catalogue, now);
    }

    private static ListingFilter paidState(PaidState state) {
        return filter(Optional.of(state), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    private static ListingFilter window(Optional<Instant> from, Optional<Instant> until) {
        return new ListingFilter(
                Optional.empty(), from, until, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    private static ListingFilter country(String code) {
        return filter(
                Optional.empty(), Optional.of(CountryCode.of(code)), Optional.empty(), Optional.empty(), Map.of());
    }

    private static ListingFilter sanction(SanctionCode code) {
        return filter(Optional.empty(), Optional.empty(), Optional.of(code), Optional.empty(), Map.of());
    }

    private static ListingFilter limit(LimitCode code) {
        return filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(code), Map.of());
    }

    private static ListingFilter markers(Map<Marker, Boolean> markers) {
        return filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), markers);
    }

    private static ListingFilter filter(
            Optional<PaidState> paidState,
            Optional<CountryCode> country,
            Optional<SanctionCode> sanction,
            Optional<LimitCode> limit,
            Map<Marker, Boolean> markers) {
        return new ListingFilter(paidState, Optional.empty(), Optional.empty(), country, sanction, limit, markers);
    }
}

package galaxy.users.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.LimitValue;
import galaxy.users.account.TestAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LimitCatalogueTest {
    private final LimitCatalogue catalogue = LimitCatalogue.standard();

    @Test
    void has_the_defaults_of_the_contract_in_the_order_of_the_codes() {
        assertThat(catalogue.effective(false, List.of()))
                .extracting(limit -> limit.code().code() + " " + limit.value().count() + " "
                        + limit.origin().code())
                .containsExactly(
                        "max_owned_private_games 0 default",
                        "max_active_private_games 0 default",
                        "max_pending_public_applications 3 default",
                        "max_pending_private_join_requests 3 default",
                        "max_pending_private_invites_sent 0 default",
                        "max_active_game_memberships 3 default");
        assertThat(catalogue.effective(true, List.of()))
                .extracting(limit -> limit.value().count())
                .containsExactly(3, 3, 10, 10, 30, 10);
    }

    @Test
    void an_override_replaces_the_default_upwards_and_downwards() {
        for (int count : new int[] {0, 1, 2, 999}) {
            var limit = catalogue.effective(LimitCode.MAX_ACTIVE_GAME_MEMBERSHIPS, true, List.of(override(count)));
            assertThat(limit.value().count()).isEqualTo(count);
            assertThat(limit.origin()).isEqualTo(EffectiveLimit.Origin.OVERRIDE);
        }
    }

    @Test
    void refuses_to_be_incomplete_and_names_what_it_lacks() {
        assertThatThrownBy(() -> new LimitCatalogue(catalogue.free(), Map.of()))
                .hasMessageContaining("paid")
                .hasMessageContaining("max_owned_private_games");
    }

    @Test
    void has_another_text_for_another_default() {
        Map<LimitCode, LimitValue> free = new TreeMap<>(catalogue.free());
        free.put(LimitCode.MAX_OWNED_PRIVATE_GAMES, new LimitValue(1));
        assertThat(new LimitCatalogue(free, catalogue.paid()).text())
                .isEqualTo("1,0,3,3,0,3/3,3,10,10,30,10")
                .isNotEqualTo(catalogue.text());
    }

    @Test
    void a_value_is_0_to_a_million() {
        assertThat(new LimitValue(0).count()).isZero();
        assertThat(new LimitValue(1_000_000).count()).isEqualTo(1_000_000);
        assertThatThrownBy(() -> new LimitValue(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LimitValue(1_000_001)).isInstanceOf(IllegalArgumentException.class);
    }

    private static LimitOverride override(int count) {
        return new LimitOverride(
                1,
                LimitCode.MAX_ACTIVE_GAME_MEMBERSHIPS,
                new LimitValue(count),
                TestAccount.REASON,
                TestAccount.OPS,
                TestAccount.CREATED,
                Optional.empty(),
                Optional.empty());
    }
}

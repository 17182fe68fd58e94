package galaxy.users.account;

import static galaxy.users.account.LimitCode.MAX_ACTIVE_GAME_MEMBERSHIPS;
import static galaxy.users.account.LimitCode.MAX_OWNED_PRIVATE_GAMES;
import static galaxy.users.account.SanctionCode.GAME_JOIN_BLOCK;
import static galaxy.users.account.SanctionCode.LOGIN_BLOCK;
import static galaxy.users.account.SanctionCode.PRIVATE_GAME_CREATE_BLOCK;
import static galaxy.users.account.SanctionCode.PRIVATE_GAME_MANAGE_BLOCK;
import static galaxy.users.account.SanctionCode.PROFILE_UPDATE_BLOCK;
import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.OTHER;
import static galaxy.users.account.TestAccount.OTHER_REASON;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.after;
import static galaxy.users.account.TestAccount.changed;
import static galaxy.users.account.TestAccount.day;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.users.limit.RemoveLimit;
import galaxy.users.limit.SetLimit;
import galaxy.users.sanction.ApplySanction;
import galaxy.users.sanction.RemoveSanction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SanctionAndLimitCommandsTest {
    private final Account born = TestAccount.created();
    private final Sanction joinBlock = new Sanction(
            1, 1, GAME_JOIN_BLOCK, Scope.of("lobby"), REASON, OPS, day(1), Optional.of(day(9)), Optional.empty());
    private final LimitOverride memberships = new LimitOverride(
            1,
            MAX_ACTIVE_GAME_MEMBERSHIPS,
            new LimitValue(7),
            REASON,
            OPS,
            day(1),
            Optional.of(day(9)),
            Optional.empty());
    private final Account sanctioned = after(born, apply(GAME_JOIN_BLOCK, day(9)), day(1));
    private final Account limited = after(born, set(7, day(9)), day(1));

    @Test
    void a_sanction_is_applied_and_announced() {
        var changed = changed(born, apply(GAME_JOIN_BLOCK, day(9)), day(1));

        assertThat(changed.next().sanctions()).containsExactly(joinBlock);
        assertThat(changed.next().updatedAt()).isEqualTo(day(1));
        assertThat(changed.changes()).containsExactly(new Change.OfSanction(Operation.APPLIED, joinBlock));
        assertThat(changed.history()).isEmpty();
    }

    @Test
    void a_sanction_without_a_scope_gets_the_one_of_its_code() {
        assertThat(List.of(SanctionCode.values()))
                .extracting(code -> after(
                                born, new ApplySanction(code, Optional.empty(), Optional.empty(), REASON, OPS), day(1))
                        .sanctions()
                        .getFirst()
                        .scope()
                        .value())
                .containsExactly("auth", "lobby", "lobby", "lobby", "profile");
    }

    @Test
    void an_identical_sanction_changes_nothing_even_with_its_default_scope_spelled_out() {
        var again =
                new ApplySanction(GAME_JOIN_BLOCK, Optional.of(Scope.of("lobby")), Optional.of(day(9)), REASON, OPS);
        assertThat(again.decide(sanctioned, day(2))).isEqualTo(new Decision.Unchanged(sanctioned));
    }

    @Test
    void a_sanction_that_differs_in_anything_supersedes_the_one_in_force() {
        List<ApplySanction> others = List.of(
                new ApplySanction(GAME_JOIN_BLOCK, Optional.of(Scope.of("x")), Optional.of(day(9)), REASON, OPS),
                new ApplySanction(GAME_JOIN_BLOCK, Optional.empty(), Optional.of(day(8)), REASON, OPS),
                new ApplySanction(GAME_JOIN_BLOCK, Optional.empty(), Optional.empty(), REASON, OPS),
                new ApplySanction(GAME_JOIN_BLOCK, Optional.empty(), Optional.of(day(9)), OTHER_REASON, OPS),
                new ApplySanction(GAME_JOIN_BLOCK, Optional.empty(), Optional.of(day(9)), REASON, OTHER));
        for (ApplySanction other : others) {
            var changed = changed(sanctioned, other, day(2));
            assertThat(changed.next().sanctions()).singleElement().satisfies(now -> {
                assertThat(now.seq()).isEqualTo(2);
                assertThat(now.appliedAt()).isEqualTo(day(2));
            });
            assertThat(changed.changes()).extracting(Change::operation).containsExactly(Operation.APPLIED);
            assertThat(changed.history())
                    .containsExactly(joinBlock.removed(new Removal(day(2), other.actor(), other.reason())));
        }
    }

    @Test
    void a_sanction_that_expired_unnoticed_is_not_superseded_but_expired() {
        var changed = changed(sanctioned, apply(GAME_JOIN_BLOCK, day(20)), day(9));

        assertThat(changed.history()).containsExactly(joinBlock);
        assertThat(changed.changes()).hasSize(1);
        assertThat(changed.next().sanctions()).extracting(Sanction::seq).containsExactly(2L);
    }

    @Test
    void sanctions_of_different_codes_stand_side_by_side_in_the_order_of_the_codes() {
        Account all = born;
        for (SanctionCode code : List.of(
                PROFILE_UPDATE_BLOCK,
                LOGIN_BLOCK,
                GAME_JOIN_BLOCK,
                PRIVATE_GAME_MANAGE_BLOCK,
                PRIVATE_GAME_CREATE_BLOCK)) {
            all = after(all, apply(code, day(9)), day(1));
        }
        assertThat(all.sanctions()).extracting(Sanction::code).containsExactly(SanctionCode.values());
        assertThat(all.sanctions()).extracting(Sanction::seq).containsExactly(2L, 5L, 4L, 3L, 1L);
    }

    @Test
    void an_expiry_in_the_past_is_refused() {
        assertInvalid(apply(GAME_JOIN_BLOCK, day(1)).decide(born, day(1)));
        assertInvalid(set(7, day(1)).decide(born, day(1)));
        assertThat(apply(GAME_JOIN_BLOCK, day(1).plusMillis(1)).decide(born, day(1)))
                .isInstanceOf(Decision.Changed.class);
    }

    @Test
    void a_sanction_is_removed_with_the_reason_and_actor_of_the_removal() {
        var removed = joinBlock.removed(new Removal(day(2), OTHER, OTHER_REASON));

        var changed = changed(sanctioned, new RemoveSanction(GAME_JOIN_BLOCK, OTHER_REASON, OTHER), day(2));

        assertThat(changed.next().sanctions()).isEmpty();
        assertThat(changed.next().updatedAt()).isEqualTo(day(2));
        assertThat(changed.changes()).containsExactly(new Change.OfSanction(Operation.REMOVED, removed));
        assertThat(changed.history()).containsExactly(removed);
    }

    @Test
    void removing_what_is_not_active_changes_nothing() {
        assertThat(new RemoveSanction(LOGIN_BLOCK, REASON, OPS).decide(sanctioned, day(2)))
                .isEqualTo(new Decision.Unchanged(sanctioned));
        assertThat(new RemoveSanction(GAME_JOIN_BLOCK, REASON, OPS).decide(sanctioned, day(9)))
                .isInstanceOf(Decision.Unchanged.class);
        assertThat(new RemoveLimit(MAX_OWNED_PRIVATE_GAMES, REASON, OPS).decide(limited, day(2)))
                .isEqualTo(new Decision.Unchanged(limited));
        assertThat(new RemoveLimit(MAX_ACTIVE_GAME_MEMBERSHIPS, REASON, OPS).decide(limited, day(9)))
                .isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void a_limit_is_set_and_announced() {
        var changed = changed(born, set(7, day(9)), day(1));

        assertThat(changed.next().limits()).containsExactly(memberships);
        assertThat(changed.changes()).containsExactly(new Change.OfLimit(Operation.SET, memberships));
        assertThat(changed.history()).isEmpty();
        assertThat(changed.next().nextSeq()).isEqualTo(2);
    }

    @Test
    void an_identical_limit_changes_nothing_and_another_supersedes_it() {
        assertThat(set(7, day(9)).decide(limited, day(2))).isEqualTo(new Decision.Unchanged(limited));
        List<SetLimit> others =
                List.of(set(8, day(9)), set(7, day(8)), limit(7, OTHER_REASON, OPS), limit(7, REASON, OTHER));
        for (SetLimit other : others) {
            var changed = changed(limited, other, day(2));
            assertThat(changed.next().limits()).extracting(LimitOverride::seq).containsExactly(2L);
            assertThat(changed.changes()).extracting(Change::operation).containsExactly(Operation.SET);
            assertThat(changed.history())
                    .containsExactly(memberships.removed(new Removal(day(2), other.actor(), other.reason())));
        }
    }

    @Test
    void a_limit_is_removed_with_the_reason_and_actor_of_the_removal() {
        var removed = memberships.removed(new Removal(day(2), OTHER, OTHER_REASON));

        var changed = changed(limited, new RemoveLimit(MAX_ACTIVE_GAME_MEMBERSHIPS, OTHER_REASON, OTHER), day(2));

        assertThat(changed.next().limits()).isEmpty();
        assertThat(changed.changes()).containsExactly(new Change.OfLimit(Operation.REMOVED, removed));
        assertThat(changed.history()).containsExactly(removed);
    }

    private static ApplySanction apply(SanctionCode code, Instant expiresAt) {
        return new ApplySanction(code, Optional.empty(), Optional.of(expiresAt), REASON, OPS);
    }

    private static SetLimit set(int value, Instant expiresAt) {
        return new SetLimit(MAX_ACTIVE_GAME_MEMBERSHIPS, new LimitValue(value), Optional.of(expiresAt), REASON, OPS);
    }

    private static SetLimit limit(int value, ReasonCode reason, Actor actor) {
        return new SetLimit(MAX_ACTIVE_GAME_MEMBERSHIPS, new LimitValue(value), Optional.of(day(9)), reason, actor);
    }

    private static void assertInvalid(Decision decision) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.refusal())
                                .isEqualTo(new Refusal.Invalid("expires_at", "must be in the future")));
    }
}

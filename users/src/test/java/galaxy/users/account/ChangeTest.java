package galaxy.users.account;

import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.OTHER;
import static galaxy.users.account.TestAccount.OTHER_REASON;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.SOURCE;
import static galaxy.users.account.TestAccount.after;
import static galaxy.users.account.TestAccount.changed;
import static galaxy.users.account.TestAccount.day;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Actor;
import galaxy.users.entitlement.ExtendPaid;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.entitlement.RevokePaid;
import galaxy.users.limit.RemoveLimit;
import galaxy.users.limit.SetLimit;
import galaxy.users.sanction.ApplySanction;
import galaxy.users.sanction.RemoveSanction;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ChangeTest {
    private static final Command SANCTION =
            new ApplySanction(SanctionCode.GAME_JOIN_BLOCK, Optional.empty(), Optional.empty(), REASON, OPS);
    private static final Command LIMIT =
            new SetLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, new LimitValue(9), Optional.empty(), REASON, OPS);
    private static final Command GRANT =
            new GrantPaid(Plan.PAID_MONTHLY, Optional.empty(), Optional.of(day(30)), SOURCE, REASON, OPS);

    @Test
    void names_the_actor_who_grants_extends_and_revokes_a_plan() {
        assertActor(OPS, TestAccount.created(), GRANT);
        Account paid = after(TestAccount.created(), GRANT, day(1));
        assertActor(OTHER, paid, new ExtendPaid(day(60), SOURCE, OTHER_REASON, OTHER));
        assertActor(OTHER, paid, new RevokePaid(SOURCE, OTHER_REASON, OTHER));
    }

    @Test
    void names_the_actor_who_applies_and_who_removes_a_sanction() {
        assertActor(OPS, TestAccount.created(), SANCTION);
        assertActor(
                OTHER,
                after(TestAccount.created(), SANCTION, day(1)),
                new RemoveSanction(SanctionCode.GAME_JOIN_BLOCK, OTHER_REASON, OTHER));
    }

    @Test
    void names_the_actor_who_sets_and_who_removes_a_limit() {
        assertActor(OPS, TestAccount.created(), LIMIT);
        assertActor(
                OTHER,
                after(TestAccount.created(), LIMIT, day(1)),
                new RemoveLimit(LimitCode.MAX_OWNED_PRIVATE_GAMES, OTHER_REASON, OTHER));
    }

    private static void assertActor(Actor expected, Account account, Command command) {
        assertThat(changed(account, command, day(2)).changes())
                .extracting(Change::actor)
                .containsExactly(Optional.of(expected));
    }
}

package galaxy.users.entitlement;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.users.account.Account;
import galaxy.users.account.Change;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.Entitlement;
import galaxy.users.account.Operation;
import galaxy.users.account.Plan;
import galaxy.users.account.Refusal;
import java.time.Instant;
import java.util.Optional;

/** Takes paid access away: the user is free from now on. */
public record RevokePaid(Source source, ReasonCode reason, Actor actor) implements Command {
    @Override
    public Decision decideCurrent(Account current, Instant now) {
        if (!current.entitlement().isPaid()) {
            return Command.refused(Refusal.Conflict.NOT_PAID);
        }
        Entitlement free = new Entitlement(Plan.FREE, source, actor, reason, now, Optional.empty(), now);
        return Command.changed(
                now,
                current.edit(now).entitlement(free).numbered(),
                new Change.OfEntitlement(Operation.REVOKED, free),
                free.period(current.nextSeq()));
    }
}

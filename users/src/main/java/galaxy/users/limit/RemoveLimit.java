package galaxy.users.limit;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.users.account.Account;
import galaxy.users.account.ActiveRecords;
import galaxy.users.account.Change;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Operation;
import galaxy.users.account.Removal;
import java.time.Instant;
import java.util.Optional;

/** Removes the override of a limit, if there is one. */
public record RemoveLimit(LimitCode code, ReasonCode reason, Actor actor) implements Command {
    @Override
    public Decision decideCurrent(Account current, Instant now) {
        Optional<LimitOverride> before = ActiveRecords.find(current.limits(), code);
        if (before.isEmpty()) {
            return new Decision.Unchanged(current);
        }
        LimitOverride removed = before.get().removed(new Removal(now, actor, reason));
        return Command.changed(
                now,
                current.edit(now).limits(ActiveRecords.without(current.limits(), code)),
                new Change.OfLimit(Operation.REMOVED, removed),
                removed);
    }
}

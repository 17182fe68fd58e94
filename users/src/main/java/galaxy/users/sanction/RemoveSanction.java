package galaxy.users.sanction;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.users.account.Account;
import galaxy.users.account.ActiveRecords;
import galaxy.users.account.Change;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.Operation;
import galaxy.users.account.Removal;
import galaxy.users.account.Sanction;
import galaxy.users.account.SanctionCode;
import java.time.Instant;
import java.util.Optional;

/** Removes a sanction, if there is one. */
public record RemoveSanction(SanctionCode code, ReasonCode reason, Actor actor) implements Command {
    @Override
    public Decision decideCurrent(Account current, Instant now) {
        Optional<Sanction> before = ActiveRecords.find(current.sanctions(), code);
        if (before.isEmpty()) {
            return new Decision.Unchanged(current);
        }
        Sanction removed = before.get().removed(new Removal(now, actor, reason));
        return Command.changed(
                now,
                current.edit(now).sanctions(ActiveRecords.without(current.sanctions(), code)),
                new Change.OfSanction(Operation.REMOVED, removed),
                removed);
    }
}

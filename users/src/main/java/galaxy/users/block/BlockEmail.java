package galaxy.users.block;

import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.users.account.Account;
import galaxy.users.account.Change;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Operation;
import java.time.Instant;
import java.util.Optional;

/** Blocks the e-mail subject of a user. A block in force keeps its first reason. */
public record BlockEmail(ReasonCode reason, Optional<Actor> actor) implements Command {
    @Override
    public Decision decideCurrent(Account current, Instant now) {
        if (current.emailBlock().isPresent()) {
            return new Decision.Unchanged(current);
        }
        return Command.changed(
                now,
                current.edit(now).emailBlock(Optional.of(new EmailBlock(reason, actor, now))),
                new Change.OfBlock(Operation.BLOCKED, reason, actor));
    }
}

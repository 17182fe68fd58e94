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

/** Unblocks the e-mail subject of a user, if it is blocked. A {@code login_block} stays. */
public record UnblockEmail(ReasonCode reason, Actor actor) implements BlockCommand {
    @Override
    public Decision decideCurrent(Account current, Instant now) {
        if (current.emailBlock().isEmpty()) {
            return new Decision.Unchanged(current);
        }
        return Command.changed(
                now,
                current.edit(now).emailBlock(Optional.empty()),
                new Change.OfBlock(Operation.UNBLOCKED, reason, Optional.of(actor)));
    }

    @Override
    public Optional<Next> next(Optional<EmailBlock> inForce, Instant now) {
        return inForce.map(block -> new Next(Optional.empty()));
    }

    @Override
    public Optional<EmailBlocks.BlockOutcome.Invalid> problem(Instant now) {
        return Optional.empty();
    }
}

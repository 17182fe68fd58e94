package galaxy.users.block;

import galaxy.kernel.Actor;
import galaxy.kernel.End;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.users.account.Account;
import galaxy.users.account.Change;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.Operation;
import java.time.Instant;
import java.util.Optional;

/**
 * Blocks the e-mail subject of a user. A block in force keeps its reason, actor and time; only a later end, or none, moves its end.
 *
 * @param end in the future; a span begins now
 */
public record BlockEmail(ReasonCode reason, Optional<Actor> actor, End end) implements BlockCommand {
    /** Blocks without an end. */
    public BlockEmail(ReasonCode reason, Optional<Actor> actor) {
        this(reason, actor, new End.Never());
    }

    @Override
    public Decision decideCurrent(Account current, Instant now) {
        Optional<EmailBlock> next = after(current.emailBlock(), now);
        if (next.isEmpty()) {
            return new Decision.Unchanged(current);
        }
        EmailBlock block = next.get();
        return Command.changed(
                now,
                current.edit(now).emailBlock(next),
                new Change.OfBlock(Operation.BLOCKED, block.reason(), actor, block.expiresAt()));
    }

    @Override
    public Optional<Next> next(Optional<EmailBlock> inForce, Instant now) {
        return after(inForce, now).map(block -> new Next(Optional.of(block)));
    }

    @Override
    public Optional<EmailBlocks.BlockOutcome.Invalid> problem(Instant now) {
        return end.time(now, now) instanceof Parsed.Invalid<Optional<Instant>>(String problem)
                ? Optional.of(new EmailBlocks.BlockOutcome.Invalid(end.field("expires"), problem))
                : Optional.empty();
    }

    private Optional<EmailBlock> after(Optional<EmailBlock> inForce, Instant now) {
        Optional<Instant> expiresAt = end.time(now, now).orElseThrow();
        return inForce.map(block -> block.extended(expiresAt))
                .orElseGet(() -> Optional.of(new EmailBlock(reason, actor, now, expiresAt)));
    }
}

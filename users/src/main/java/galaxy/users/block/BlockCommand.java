package galaxy.users.block;

import galaxy.users.account.Command;
import galaxy.users.account.EmailBlock;
import java.time.Instant;
import java.util.Optional;

/** What blocks or unblocks: an e-mail subject, and the account that mirrors its block. */
interface BlockCommand extends Command {
    /** What becomes of a subject. */
    record Next(Optional<EmailBlock> block) {}

    /**
     * The block of the subject afterwards.
     *
     * @param inForce the block that is active at {@code now}
     * @param now a whole millisecond
     * @return empty when nothing changes
     */
    Optional<Next> next(Optional<EmailBlock> inForce, Instant now);

    /** The value that is invalid at this time, if one is. */
    Optional<EmailBlocks.BlockOutcome.Invalid> problem(Instant now);
}

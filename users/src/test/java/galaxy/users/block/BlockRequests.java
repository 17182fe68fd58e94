package galaxy.users.block;

import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.users.account.BlockChange;
import galaxy.users.account.RequestContext;
import galaxy.users.block.EmailBlocks.BlockOutcome;
import java.util.Optional;

/** Requests to block or to unblock, without an idempotency key, that are carried out. */
public final class BlockRequests {
    private BlockRequests() {}

    public static BlockChange block(
            EmailBlocks blocks, EmailAddress email, ReasonCode reason, Optional<Actor> actor, Cause cause) {
        return done(blocks.block(email, new BlockEmail(reason, actor), request(cause)));
    }

    public static BlockChange unblock(
            EmailBlocks blocks, EmailAddress email, ReasonCode reason, Actor actor, Cause cause) {
        return done(blocks.unblock(email, reason, actor, request(cause)));
    }

    public static RequestContext request(Cause cause) {
        return new RequestContext(Optional.empty(), false, cause);
    }

    public static BlockChange done(BlockOutcome outcome) {
        return ((BlockOutcome.Done) outcome).change();
    }
}

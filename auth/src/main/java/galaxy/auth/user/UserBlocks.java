package galaxy.auth.user;

import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Blocks of e-mail addresses, which users keep. Throws as {@link UserDirectory} does. */
public interface UserBlocks {
    /**
     * A request to block.
     *
     * @param end of the block; a span begins with it
     * @param key the idempotency key of the request
     * @param isDryRun whether nothing is to be changed
     */
    record Request(
            ReasonCode reason,
            Optional<Actor> actor,
            End end,
            Optional<IdempotencyKey> key,
            boolean isDryRun,
            Cause cause) {}

    /** The result. */
    sealed interface Outcome {
        /**
         * The address is blocked, or would be.
         *
         * @param outcome as users name it
         * @param blockId of the block in force
         * @param expiresAt its end
         */
        record Done(String outcome, Optional<UserId> userId, Optional<String> blockId, Optional<Instant> expiresAt)
                implements Outcome {}

        /** Users refuse it, with the code of an error. */
        record Refused(String code, String message, List<UserDirectory.Problem> details) implements Outcome {}
    }

    Outcome block(UserId userId, Request request);

    Outcome block(EmailAddress email, Request request);
}

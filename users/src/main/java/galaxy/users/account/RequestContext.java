package galaxy.users.account;

import galaxy.kernel.Cause;
import java.util.Optional;

/**
 * How a command is to be carried out.
 *
 * @param key remembers the answer
 * @param isDryRun only tells what the answer would be
 * @param cause for the events
 */
public record RequestContext(Optional<IdempotencyKey> key, boolean isDryRun, Cause cause) {}

package galaxy.users.account;

import galaxy.kernel.Cause;
import java.util.Optional;

/**
 * The request behind a command.
 *
 * @param key under which the result is recorded
 * @param isDryRun whether the command only returns its result and changes nothing
 * @param cause for the events
 */
public record RequestContext(Optional<RequestKey> key, boolean isDryRun, Cause cause) {}

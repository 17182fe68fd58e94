package galaxy.geoprofile.profile;

import galaxy.kernel.Cause;
import java.util.Optional;

/**
 * The request behind a command.
 *
 * @param key under which its result is recorded
 * @param cause for the events
 */
public record Request(Optional<RequestKey> key, Cause cause) {}

package galaxy.geoprofile.profile;

import galaxy.kernel.IdempotencyKey;

/**
 * The idempotency key of a command. Within {@link RecordedResponse#RETENTION}, the same key with the same request for the same
 * user changes nothing more.
 *
 * @param caller the owner of the key; callers do not share keys
 * @param fingerprint a digest of the request; equal for equal requests
 */
public record RequestKey(String caller, IdempotencyKey key, String fingerprint) {}

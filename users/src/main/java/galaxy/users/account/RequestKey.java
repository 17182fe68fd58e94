package galaxy.users.account;

import galaxy.kernel.IdempotencyKey;

/**
 * The idempotency key of a command. Within {@link RecordedResult#RETENTION}, the same key with the same request for the same
 * user gives the first result again.
 *
 * @param caller the owner of the key; callers do not share keys
 * @param fingerprint a digest of the request; equal for equal requests
 */
public record RequestKey(String caller, IdempotencyKey key, String fingerprint) {}

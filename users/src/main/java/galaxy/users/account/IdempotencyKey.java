package galaxy.users.account;

/**
 * Makes a command repeatable: within {@link RecordedResult#RETENTION}, the same key with the same request for the same user
 * gives the first result again.
 *
 * @param caller the owner of the key; callers do not share keys
 * @param key 1 to 128 printable characters
 * @param fingerprint a digest of the request; equal for equal requests
 */
public record IdempotencyKey(String caller, String key, String fingerprint) {}

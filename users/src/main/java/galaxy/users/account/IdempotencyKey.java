package galaxy.users.account;

/**
 * What makes a command repeatable: within {@link RecordedResult#LIFE} the same key with the same request on the same user gives the
 * first answer again.
 *
 * @param caller whose key it is; keys of different callers have nothing to do with each other
 * @param key 1 to 128 printable characters
 * @param fingerprint a digest of the request; equal for equal requests
 */
public record IdempotencyKey(String caller, String key, String fingerprint) {}

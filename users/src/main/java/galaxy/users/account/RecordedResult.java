package galaxy.users.account;

import java.time.Duration;
import java.time.Instant;

/**
 * The answer to a command that is remembered under its idempotency key.
 *
 * @param key of the request that was answered
 * @param outcome what it was told
 * @param at when
 */
public record RecordedResult(IdempotencyKey key, Outcome.Final outcome, Instant at) {
    /** How long an answer is remembered. */
    public static final Duration LIFE = Duration.ofHours(24);

    /** Whether the answer is still remembered. */
    public boolean isAliveAt(Instant now) {
        return now.isBefore(at.plus(LIFE));
    }

    /** What a request with the same key is told. */
    Outcome to(IdempotencyKey request) {
        return key.fingerprint().equals(request.fingerprint()) ? outcome : new Outcome.KeyReused();
    }
}

package galaxy.users.account;

import java.time.Duration;
import java.time.Instant;

/**
 * The result of a command, recorded under its idempotency key.
 *
 * @param key of the request
 * @param outcome its result
 * @param at when it was decided
 */
public record RecordedResult(RequestKey key, Outcome.Final outcome, Instant at) {
    /** How long a result stays recorded. */
    public static final Duration RETENTION = Duration.ofHours(24);

    /** Whether the result is still recorded. */
    public boolean isRetainedAt(Instant now) {
        return now.isBefore(at.plus(RETENTION));
    }

    /** The outcome for another request with the same key. */
    Outcome repeatedFor(RequestKey request) {
        return key.fingerprint().equals(request.fingerprint()) ? outcome : new Outcome.KeyReused();
    }
}

package galaxy.users.account;

import java.time.Instant;

/**
 * The result of blocking or unblocking an address, recorded under the idempotency key of the request, which belongs to the
 * address.
 *
 * @param at when it was decided
 */
public record RecordedBlock(RequestKey key, BlockChange change, Instant at) {
    /** Whether the result is still recorded. */
    public boolean isRetainedAt(Instant now) {
        return now.isBefore(at.plus(RecordedResult.RETENTION));
    }
}

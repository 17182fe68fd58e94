package galaxy.torture.connections;

import galaxy.torture.workload.Result;

/**
 * One sending of one request.
 *
 * @param begun nanoseconds of the journal
 * @param ended nanoseconds of the journal
 * @param mayGoOn whether the service may still be at it, as when only the caller lost patience: then all of it may happen
 *     later. Otherwise at most its last write may arrive late, which does nothing once anything else was written
 */
record Attempt(long begun, long ended, Result answer, boolean mayGoOn) {
    /** Whether it may have happened and nobody said so. */
    boolean isUnclear() {
        return answer == Result.UNAVAILABLE || answer == Result.NO_RESPONSE;
    }
}

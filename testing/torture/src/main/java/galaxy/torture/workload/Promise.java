package galaxy.torture.workload;

import java.time.Duration;

/**
 * What remains of the promises of the services under the faults of a run. A workload checks no more than that; everything that
 * the store says about itself must be consistent in any case.
 *
 * @param recorded what the store still holds of the acknowledged changes
 * @param oneClock whether all instances have the same time; if not, they may be an hour apart
 */
public record Promise(Recorded recorded, boolean oneClock) {
    /** What the store still holds of the acknowledged changes after the faults of a run. See {@code docs/reference/store.md}. */
    public enum Recorded {
        /** All of them. */
        ALL,
        /** All up to some moment, as when the end of a log is cut off. What is there is consistent. */
        UP_TO_A_MOMENT,
        /**
         * Those of each bucket up to a moment of that bucket, as when replicas take over that lag behind. What lies in two
         * buckets, such as a name and its owner, may disagree.
         */
        BUCKETS_UP_TO_A_MOMENT
    }

    public static final Promise WHOLE = new Promise(Recorded.ALL, true);

    /** How far the clock of an instance may be off. */
    public Duration clockSkew() {
        return oneClock ? Duration.ZERO : Duration.ofHours(2);
    }

    /** What remains under the faults of both. */
    public Promise and(Promise other) {
        return new Promise(
                recorded.compareTo(other.recorded) > 0 ? recorded : other.recorded, oneClock && other.oneClock);
    }
}

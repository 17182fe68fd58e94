package galaxy.torture.workload;

/** What the store still holds of the acknowledged changes after the faults of a run. See {@code docs/reference/store.md}. */
public enum Recorded {
    /** All of them. */
    ALL,
    /** All up to some moment, as when the end of a log is cut off. What is there is consistent. */
    UP_TO_A_MOMENT,
    /**
     * Those of each bucket up to a moment of that bucket, as when replicas take over that lag behind. What lies in two buckets,
     * such as a name and its owner, may disagree.
     */
    BUCKETS_UP_TO_A_MOMENT
}

package galaxy.torture.connections;

/** What the store keeps of acknowledged changes, whatever is done to it. See {@code docs/reference/store.md}. */
public enum Promise {
    /** All of them. */
    ALL_KEPT,
    /**
     * All up to some moment, as when the end of a log is cut off while no instance runs: what is missing is counted as lost.
     * What is there agrees with itself.
     */
    KEPT_TO_A_MOMENT,
    /**
     * Those of each bucket up to some moment, as when replicas take over that lag behind, or when an instance that runs goes on
     * with what it read before the end of the log was cut off: what is missing is counted as lost, and so is what does not
     * agree between two buckets.
     */
    BUCKETS_KEPT_TO_A_MOMENT
}

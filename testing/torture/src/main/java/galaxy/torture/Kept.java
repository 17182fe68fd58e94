package galaxy.torture;

/** What the store keeps of acknowledged changes, whatever befalls it. See {@code docs/reference/store.md}. */
public enum Kept {
    /** All of them. */
    ALL,
    /** All up to some moment, as when the end of a log is cut off. What is there agrees with itself. */
    TO_A_MOMENT,
    /**
     * Those of each bucket up to some moment of its own, as when replicas take over that lag behind. What lies in two buckets,
     * such as a name and its owner, may disagree.
     */
    BUCKETS_TO_A_MOMENT
}

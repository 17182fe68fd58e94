package galaxy.torture.users;

/** What may be expected of the store after all that happens to it in a run. */
public enum Expect {
    /** Everything that was acknowledged. */
    ALL,

    /** The state of some earlier moment, such as after the end of its log was cut off. What is lost is counted. */
    CONSISTENT,

    /**
     * For each bucket the state of some earlier moment of its own, such as after a replica took over that lagged behind. A name
     * and its owner lie in two buckets and may disagree; that is counted too.
     */
    BUCKETS
}

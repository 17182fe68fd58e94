package galaxy.torture.workload;

/** How an attempt of a request ended. */
public enum Result {
    /** Done: a change that was requested is acknowledged, and everything promised holds from here on. */
    DONE,
    /** Refused for good: the attempt changed nothing. */
    REFUSED,
    /** The service reports itself unavailable: 503, {@code UNAVAILABLE}. The change may be done or not. */
    UNAVAILABLE,
    /** Connection refused or lost, or timeout. The change may be done or not. */
    NO_RESPONSE
}

package galaxy.chassis.identity;

/** Whether a request is admitted, and if not why. */
public enum Admission {
    ADMITTED,
    /** A known caller is required, and the request has none. */
    UNAUTHENTICATED,
    /** The caller is known and has another role. */
    PERMISSION_DENIED
}

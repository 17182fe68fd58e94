package galaxy.chassis.identity;

/** Whether a caller is let in, and if not why. */
public enum Admission {
    ADMITTED,
    /** Somebody must say who they are, and nobody known did. */
    UNAUTHENTICATED,
    /** The caller is known and has another role. */
    PERMISSION_DENIED
}

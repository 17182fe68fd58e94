package galaxy.contracts;

/** Where an error comes from. */
public enum Scope {
    /** Any listener, whatever its service: the request did not reach the service, or the service failed. */
    LISTENER,
    /** A rule of a service. */
    SERVICE
}

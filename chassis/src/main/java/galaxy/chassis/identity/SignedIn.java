package galaxy.chassis.identity;

/** A person with a session, in the type of the service that knows the session. */
public non-sealed interface SignedIn extends Principal {}

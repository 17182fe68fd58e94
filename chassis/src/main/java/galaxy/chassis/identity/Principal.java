package galaxy.chassis.identity;

import java.util.Optional;

/** The sender of a request, as far as the request proves it. */
public sealed interface Principal permits Caller, SignedIn, Anonymous {
    /** The service that calls, if it is one. */
    default Optional<Caller> caller() {
        return this instanceof Caller known ? Optional.of(known) : Optional.empty();
    }
}

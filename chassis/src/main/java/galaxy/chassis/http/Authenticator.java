package galaxy.chassis.http;

import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Caller;
import galaxy.chassis.identity.Callers;
import galaxy.contracts.ErrorCode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Optional;

/** Lets callers in to the route that matched, or not. */
final class Authenticator {
    private final Callers callers;

    Authenticator(Callers callers) {
        this.callers = callers;
    }

    /** Who calls, as far as a token says; nobody while the service is open. */
    Optional<Caller> caller(Headers headers) {
        return callers.open()
                ? Optional.empty()
                : Single.value(headers, HeaderNames.AUTHORIZATION).flatMap(callers::identify);
    }

    /** @throws RefusedException {@code 401} or {@code 403} */
    void check(Access access, Optional<Caller> caller) {
        switch (callers.admit(access, caller)) {
            case ADMITTED -> {}
            case UNAUTHENTICATED ->
                throw new RefusedException(
                        Response.error(ErrorCode.UNAUTHENTICATED).with("WWW-Authenticate", "Bearer"));
            case PERMISSION_DENIED -> throw new RefusedException(Response.error(ErrorCode.PERMISSION_DENIED));
        }
    }
}

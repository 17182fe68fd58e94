package galaxy.contracts;

import static galaxy.contracts.Scope.LISTENER;
import static galaxy.contracts.Scope.SERVICE;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every error that a REST service of the platform returns. The code is stable: callers branch on it, never on the
 * message. {@code docs/reference/errors.md} is this list for readers.
 */
public enum ErrorCode {
    INVALID_REQUEST(
            400,
            LISTENER,
            "The request is invalid. Fix the fields listed in `details`.",
            "Malformed or invalid input, or a page token that is broken or bound to other filters:"
                    + " fix the fields listed in `details` and send the request again."),
    UNAUTHENTICATED(
            401,
            LISTENER,
            "The bearer token is missing or unknown. Send the Authorization header of a configured caller.",
            "Callers are configured and the bearer token is missing or unknown:"
                    + " send `Authorization: Bearer …` with the token of a configured caller."),
    PERMISSION_DENIED(
            403,
            LISTENER,
            "The caller's role may not use this route. Use a caller that has the role.",
            "The caller's role may not use this group of routes: use a caller that has the role."),
    PROFILE_UPDATE_BLOCKED(
            403,
            SERVICE,
            "Changes of the profile and the settings are blocked for this user.",
            "An active `profile_update_block` sanction rejects the self-service write:"
                    + " it passes again when the sanction has expired or been removed."),
    LOGIN_BLOCKED(
            403,
            SERVICE,
            "This user may not sign in, and so not change the profile and the settings.",
            "The e-mail address of the user is blocked or a `login_block` sanction is active, which rejects the self-service"
                    + " write: it passes again when the block has ended."),
    INVALID_CODE(
            403,
            SERVICE,
            "The code is wrong. Type the newest code again.",
            "The code of a sign-in is wrong; `details` has `attempts_left`: ask the player to type it again."),
    USER_NOT_FOUND(
            404,
            SERVICE,
            "There is no such user.",
            "No user has this id, e-mail or race name: check it, nothing was changed."),
    SESSION_NOT_FOUND(
            404,
            SERVICE,
            "There is no such session.",
            "No session has this id, or it is that of another user: list the user's sessions, nothing was changed."),
    VERSION_NOT_FOUND(
            404,
            SERVICE,
            "The user has no such version. Compare the number with the list of the user's versions.",
            "The user has no declared country of this number: compare it with the list of the user's versions."),
    ROUTE_NOT_FOUND(
            404,
            LISTENER,
            "There is no such route. Compare the path with the API description.",
            "The service has no such path: compare it with `/openapi.yaml`."),
    METHOD_NOT_ALLOWED(
            405,
            LISTENER,
            "This path has other methods. Use one of those in the Allow header.",
            "The path exists, the method does not: use one from the `Allow` header."),
    CONFLICT(
            409,
            SERVICE,
            "The request conflicts with the current state. Read it and decide again.",
            "The race name is taken, an entitlement command conflicts with the current state,"
                    + " or an `Idempotency-Key` was reused with another request:"
                    + " read the current state and decide again, the same request fails again."),
    CHALLENGE_EXPIRED(
            410,
            SERVICE,
            "The code cannot be used any more. Ask for a new one.",
            "The challenge is unknown, too old or used up, or was confirmed with another credential: ask for a new code."),
    PAYLOAD_TOO_LARGE(
            413,
            LISTENER,
            "The body is too large. Send a smaller one.",
            "The body is over `http.max-body-bytes` (64 KiB), or over what the route takes: no valid request is that large."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            LISTENER,
            "The body must be JSON. Send it with Content-Type: application/json.",
            "The body is not `application/json`: set `Content-Type` and send JSON."),
    MISDIRECTED_REQUEST(
            421,
            LISTENER,
            "This listener is not known by the name in the Host or Origin header. Use a loopback name, or set <listener>.hosts.",
            "No callers are configured and the `Host` header, or the `Origin` that a browser sends, names neither this machine's"
                    + " loopback nor a name of `<listener>.hosts`: use one of them, or add the name."),
    TOO_MANY_REQUESTS(
            429,
            SERVICE,
            "Too many requests. Wait for the seconds in the Retry-After header.",
            "A limit of codes to an address, of wrong codes, or of requests from a network: wait for `Retry-After` seconds."),
    INTERNAL_ERROR(
            500,
            LISTENER,
            "Internal error. Report request id %s.",
            "A bug in the service: report the `X-Request-Id`, by which its logs can be searched."),
    SERVICE_UNAVAILABLE(
            503,
            LISTENER,
            "The service cannot do this now. Retry after the seconds in the Retry-After header, which is safe.",
            "The store or the race-name policy does not respond, or too many requests are in flight:"
                    + " wait for `Retry-After` seconds and send the same request again, which is safe.");

    private final int httpStatus;
    private final Scope scope;
    private final String message;
    private final String meaning;

    ErrorCode(int httpStatus, Scope scope, String message, String meaning) {
        this.httpStatus = httpStatus;
        this.scope = scope;
        this.message = message;
        this.meaning = meaning;
    }

    /** The word on the wire, such as {@code user_not_found}. */
    public String code() {
        return Words.lowerCase(this);
    }

    /** The HTTP status that this code is always sent with. */
    public int httpStatus() {
        return httpStatus;
    }

    public Scope scope() {
        return scope;
    }

    /**
     * What it means and what to do next, for people. A service may send a more exact text.
     *
     * @param values for the placeholder of the text: the request id of an internal error
     */
    public String message(Object... values) {
        return message.formatted(values);
    }

    /** One sentence, in Markdown: when it is sent, and what the caller does next. */
    public String meaning() {
        return meaning;
    }

    /** The error with this word on the wire, if there is one. */
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values())
                .filter(error -> error.code().equals(code))
                .findFirst();
    }
}

package galaxy.contracts;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every error that a REST service of the platform may answer with. The code is stable: callers branch on it, never on
 * the message. {@code docs/reference/errors.md} is this list for readers.
 */
public enum ErrorCode {
    INVALID_REQUEST(
            "invalid_request",
            400,
            "Malformed or invalid input, or a page token that is broken or bound to other filters:"
                    + " correct the fields named in `details` and send again."),
    UNAUTHENTICATED(
            "unauthenticated",
            401,
            "Callers are configured and the bearer token is missing or unknown:"
                    + " send `Authorization: Bearer …` with the token of a configured caller."),
    PERMISSION_DENIED(
            "permission_denied",
            403,
            "The caller's role does not open this group of routes: use a caller whose role does."),
    PROFILE_UPDATE_BLOCKED(
            "profile_update_blocked",
            403,
            "An active `profile_update_block` sanction rejects the self-service write:"
                    + " it passes again when the sanction has expired or been removed."),
    USER_NOT_FOUND("user_not_found", 404, "No user has this id, e-mail or race name: check it, nothing was changed."),
    ROUTE_NOT_FOUND("route_not_found", 404, "The service has no such path: compare it with `/openapi.yaml`."),
    METHOD_NOT_ALLOWED(
            "method_not_allowed", 405, "The path exists, the method does not: use one from the `Allow` header."),
    CONFLICT(
            "conflict",
            409,
            "The race name is taken, an entitlement command does not fit the current state,"
                    + " or an `Idempotency-Key` was reused with another request:"
                    + " read the current state and decide anew, the same request fails again."),
    PAYLOAD_TOO_LARGE("payload_too_large", 413, "The body is over 64 KiB: no valid request is that large."),
    UNSUPPORTED_MEDIA_TYPE(
            "unsupported_media_type", 415, "The body is not `application/json`: set `Content-Type` and send JSON."),
    INTERNAL_ERROR(
            "internal_error",
            500,
            "A fault of the service: report the `X-Request-Id`, by which its logs can be searched."),
    SERVICE_UNAVAILABLE(
            "service_unavailable",
            503,
            "The store or the race-name policy does not answer, or too many requests are in flight:"
                    + " wait for `Retry-After` seconds and send the same request again, which is safe.");

    private final String code;
    private final int httpStatus;
    private final String meaning;

    ErrorCode(String code, int httpStatus, String meaning) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.meaning = meaning;
    }

    /** The word on the wire, such as {@code user_not_found}. */
    public String code() {
        return code;
    }

    /** The HTTP status that this code is always sent with. */
    public int httpStatus() {
        return httpStatus;
    }

    /** One sentence, in Markdown: when it is sent, and what the caller does next. */
    public String meaning() {
        return meaning;
    }

    /** The error with this word on the wire, if there is one. */
    public static Optional<ErrorCode> of(String code) {
        return Arrays.stream(values()).filter(error -> error.code.equals(code)).findFirst();
    }
}

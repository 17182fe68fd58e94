package galaxy.chassis.http;

/**
 * A stable error code and the status it goes with. These are the codes of the transport; services bring their own.
 *
 * @param status 400 to 599
 * @param code {@code [a-z_]+}, never changed once published
 * @param message what it means and what to do next, for people; holds nothing of the request
 */
public record ErrorCode(int status, String code, String message) {
    public static final ErrorCode INVALID_REQUEST = new ErrorCode(
            400,
            "invalid_request",
            "The request does not fit the contract; mend what the details name and send it again.");
    public static final ErrorCode UNAUTHENTICATED = new ErrorCode(
            401,
            "unauthenticated",
            "The bearer token is missing or unknown; send the Authorization header of a configured caller.");
    public static final ErrorCode PERMISSION_DENIED = new ErrorCode(
            403,
            "permission_denied",
            "The caller's role may not use this route; call it as a caller that has the role.");
    public static final ErrorCode ROUTE_NOT_FOUND =
            new ErrorCode(404, "route_not_found", "There is no such route; compare the path with the API description.");
    public static final ErrorCode METHOD_NOT_ALLOWED = new ErrorCode(
            405, "method_not_allowed", "This path has other methods; use one of those in the Allow header.");
    public static final ErrorCode PAYLOAD_TOO_LARGE =
            new ErrorCode(413, "payload_too_large", "The body is larger than 64 KiB; send a smaller one.");
    public static final ErrorCode UNSUPPORTED_MEDIA_TYPE = new ErrorCode(
            415, "unsupported_media_type", "The body must be JSON; send it with Content-Type: application/json.");
    public static final ErrorCode INTERNAL_ERROR = new ErrorCode(
            500,
            "internal_error",
            "The service met a fault of its own; report the request id from the X-Request-Id header.");
    public static final ErrorCode SERVICE_UNAVAILABLE = new ErrorCode(
            503,
            "service_unavailable",
            "The service cannot do this now; retry after the seconds in the Retry-After header, which is safe.");
}

package galaxy.client;

import galaxy.contracts.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** From an answer that is no success to the error that it is. */
final class Errors {
    private Errors() {}

    /** Never fails: what is not an error of the contract is an {@link ServiceError.Unknown} one. */
    static ServiceError of(Reply reply, Optional<Duration> retryAfter) {
        try {
            Fields error = Fields.parse(reply.body()).object("error");
            var report = new ServiceError.Report(
                    reply.status(),
                    error.string("message"),
                    error.optionalList("details", detail -> new Detail(detail.string("field"), detail.string("reason")))
                            .orElse(List.of()),
                    reply.requestId());
            return of(error.string("code"), report, retryAfter);
        } catch (UnreadableAnswerException e) {
            var report = new ServiceError.Report(
                    reply.status(), "not an error of the users service", List.of(), reply.requestId());
            return new ServiceError.Unknown("status_" + reply.status(), report);
        }
    }

    private static ServiceError of(String code, ServiceError.Report report, Optional<Duration> retryAfter) {
        Optional<ErrorCode> known = ErrorCode.of(code);
        if (known.isEmpty()) {
            return new ServiceError.Unknown(code, report);
        }
        return switch (known.get()) {
            case INVALID_REQUEST -> new ServiceError.InvalidRequest(report);
            case UNAUTHENTICATED -> new ServiceError.Unauthenticated(report);
            case PERMISSION_DENIED -> new ServiceError.PermissionDenied(report);
            case PROFILE_UPDATE_BLOCKED -> new ServiceError.ProfileUpdateBlocked(report);
            case USER_NOT_FOUND -> new ServiceError.UserNotFound(report);
            case ROUTE_NOT_FOUND -> new ServiceError.RouteNotFound(report);
            case METHOD_NOT_ALLOWED -> new ServiceError.MethodNotAllowed(report);
            case CONFLICT -> new ServiceError.Conflict(report);
            case PAYLOAD_TOO_LARGE -> new ServiceError.PayloadTooLarge(report);
            case UNSUPPORTED_MEDIA_TYPE -> new ServiceError.UnsupportedMediaType(report);
            case INTERNAL_ERROR -> new ServiceError.InternalFault(report);
            case SERVICE_UNAVAILABLE -> new ServiceError.ServiceUnavailable(report, retryAfter);
        };
    }
}

package galaxy.client;

import galaxy.contracts.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An error that the service answered with: one case for each code of the contract, and one for those that are newer than
 * this client. {@link Refusal}s are part of what an operation may come to; the rest is thrown as an
 * {@link ErrorAnswerException}.
 */
public sealed interface ServiceError {
    /** The stable word on the wire. */
    String code();

    Report report();

    /**
     * What every error says.
     *
     * @param message for people
     * @param details what is wrong with which field; may be empty
     * @param requestId by which the service's logs can be searched
     */
    record Report(int status, String message, List<Detail> details, Optional<String> requestId) {
        public Report {
            details = List.copyOf(details);
        }
    }

    /** The service understood, and does not do it. The same request is refused again until something changes. */
    sealed interface Refusal extends ServiceError {}

    /** The request does not fit the contract or the state of the user; the details say where. */
    record InvalidRequest(Report report) implements Refusal {
        @Override
        public String code() {
            return ErrorCode.INVALID_REQUEST.code();
        }
    }

    /** A sanction forbids the user to change the profile. */
    record ProfileUpdateBlocked(Report report) implements Refusal {
        @Override
        public String code() {
            return ErrorCode.PROFILE_UPDATE_BLOCKED.code();
        }
    }

    /** There is no such user. */
    record UserNotFound(Report report) implements Refusal {
        @Override
        public String code() {
            return ErrorCode.USER_NOT_FOUND.code();
        }
    }

    /** The race name is taken, the command does not fit the state, or the idempotency key was used otherwise. */
    record Conflict(Report report) implements Refusal {
        @Override
        public String code() {
            return ErrorCode.CONFLICT.code();
        }
    }

    /** The bearer token is missing or unknown. */
    record Unauthenticated(Report report) implements ServiceError {
        @Override
        public String code() {
            return ErrorCode.UNAUTHENTICATED.code();
        }
    }

    /** The role of the caller may not do this. */
    record PermissionDenied(Report report) implements ServiceError {
        @Override
        public String code() {
            return ErrorCode.PERMISSION_DENIED.code();
        }
    }

    /** The service has no such route: it is another service, or an older one. */
    record RouteNotFound(Report report) implements ServiceError {
        @Override
        public String code() {
            return ErrorCode.ROUTE_NOT_FOUND.code();
        }
    }

    /** The service has the path with other methods. */
    record MethodNotAllowed(Report report) implements ServiceError {
        @Override
        public String code() {
            return ErrorCode.METHOD_NOT_ALLOWED.code();
        }
    }

    /** The request is larger than any valid one. */
    record PayloadTooLarge(Report report) implements ServiceError {
        @Override
        public String code() {
            return ErrorCode.PAYLOAD_TOO_LARGE.code();
        }
    }

    /** The service does not take the media type of the request. */
    record UnsupportedMediaType(Report report) implements ServiceError {
        @Override
        public String code() {
            return ErrorCode.UNSUPPORTED_MEDIA_TYPE.code();
        }
    }

    /** A fault of the service. */
    record InternalFault(Report report) implements ServiceError {
        @Override
        public String code() {
            return ErrorCode.INTERNAL_ERROR.code();
        }
    }

    /**
     * The service could not do it now, as often as this client asked.
     *
     * @param retryAfter how long it wanted to be left alone
     */
    record ServiceUnavailable(Report report, Optional<Duration> retryAfter) implements ServiceError {
        @Override
        public String code() {
            return ErrorCode.SERVICE_UNAVAILABLE.code();
        }
    }

    /** An error that is none of the contract's: newer than this client, or by something in between. */
    record Unknown(String code, Report report) implements ServiceError {}
}

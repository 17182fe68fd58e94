package galaxy.chassis.http;

import galaxy.contracts.ErrorCode;

/** Ends the request with an error response. Has no stack trace, because it is an expected result. */
public final class RefusedException extends RuntimeException {
    private final transient Response answer;

    public RefusedException(Response answer) {
        super(answer.outcome(), null, false, false);
        this.answer = answer;
    }

    /** {@code 400 invalid_request} for one field. */
    public static RefusedException invalid(String field, String reason) {
        return new RefusedException(Response.error(ErrorCode.INVALID_REQUEST, new Detail(field, reason)));
    }

    public Response answer() {
        return answer;
    }
}

package galaxy.chassis.http;

import galaxy.contracts.ErrorCode;

/** The request is answered with an error and handled no further. Carries no stack trace: it is an answer, not a fault. */
public final class RefusedException extends RuntimeException {
    private final transient Response answer;

    public RefusedException(Response answer) {
        super(answer.outcome(), null, false, false);
        this.answer = answer;
    }

    /** {@code 400 invalid_request} for one thing. */
    public static RefusedException invalid(String field, String reason) {
        return new RefusedException(Response.error(ErrorCode.INVALID_REQUEST, new Detail(field, reason)));
    }

    public Response answer() {
        return answer;
    }
}

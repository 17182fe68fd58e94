package galaxy.client.auth;

/** The reasons of auth to refuse a request, named like the error codes. */
public enum Refusal {
    /** The request breaks the contract; the details name the fields. */
    INVALID_REQUEST,
    /** The code is wrong; {@link ConfirmResult.WrongCode} has how many more are compared. */
    INVALID_CODE,
    /** A block of the e-mail address or a sanction keeps the user from signing in. */
    LOGIN_BLOCKED,
    USER_NOT_FOUND,
    /** There is no such session, or it is that of another user. */
    SESSION_NOT_FOUND,
    /** The idempotency key belongs to another request. */
    CONFLICT,
    /** The challenge is unknown, too old, used up or confirmed with another credential. */
    CHALLENGE_EXPIRED,
    /** A limit; the error has the pause. */
    TOO_MANY_REQUESTS
}

package galaxy.client.users;

/** The reasons of the users service to refuse a request, named like the error codes. */
public enum Refusal {
    /** The request breaks the contract or does not match the user's state; the details name the fields. */
    INVALID_REQUEST,
    /** A sanction blocks the user from changing the profile. */
    PROFILE_UPDATE_BLOCKED,
    /** A block of the e-mail address or a sanction keeps the user from signing in. */
    LOGIN_BLOCKED,
    USER_NOT_FOUND,
    /** The race name is taken, the command does not match the state, or the idempotency key belongs to another request. */
    CONFLICT
}

package galaxy.client.geoprofile;

/** The reasons of the geo profile service to refuse a request, named like the error codes. */
public enum Refusal {
    /** The request breaks the contract; the details name the fields. */
    INVALID_REQUEST,
    /** The caller may not propose from this source. */
    PERMISSION_DENIED,
    USER_NOT_FOUND,
    /** The user has no version of this number. */
    VERSION_NOT_FOUND,
    /** The detail {@code state} says what is in the way; without it the idempotency key belongs to another request. */
    CONFLICT
}

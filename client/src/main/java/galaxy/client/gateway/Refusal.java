package galaxy.client.gateway;

/** The reasons of the gateway to refuse a signed request, named as on the wire. */
public enum Refusal {
    /** The request breaks the contract; the details name the fields. */
    INVALID_REQUEST,
    /** The request is for another deployment: {@link GatewaySettings#withAudience} names this one. */
    AUDIENCE_MISMATCH,
    /** There is no such session, or the key is not its own. */
    SESSION_INVALID,
    /** The session was ended, by the player, an administrator or a block. */
    SESSION_REVOKED,
    /** The session has ended by its age or for want of use. */
    SESSION_EXPIRED,
    /** The gateway is older than this client, or the type is none. */
    UNKNOWN_MESSAGE_TYPE,
    /** A sanction forbids changes of profile and settings. */
    PROFILE_UPDATE_BLOCKED,
    /** A block of sign-in forbids changes of profile and settings too. */
    LOGIN_BLOCKED,
    /** There is no such user any more. */
    USER_NOT_FOUND,
    /** There is no such session, or it is that of another player. */
    SESSION_NOT_FOUND,
    /** The name is taken, or the request id belongs to another request. */
    CONFLICT
}

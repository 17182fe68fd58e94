package galaxy.connections.grpc;

import io.grpc.Status.Code;

/** Every refusal that the service has of its own: the reason that clients go by, its status, and a text for people. */
enum Reason {
    INVALID_USER_ID(Code.INVALID_ARGUMENT, "the user id is not valid"),
    INVALID_USERNAME(Code.INVALID_ARGUMENT, "the username is not valid"),
    INVALID_PROFILE(Code.INVALID_ARGUMENT, "the profile is not valid"),
    INVALID_PAGE_TOKEN(
            Code.INVALID_ARGUMENT, "the page token is broken or of another list; begin with the first page again"),
    INVALID_REQUEST_ID(Code.INVALID_ARGUMENT, "the request id is not valid"),
    INVALID_LINK(Code.INVALID_ARGUMENT, "such a contact link cannot be made"),
    INVALID_LINK_ID(Code.INVALID_ARGUMENT, "the link id is missing"),
    INVALID_TOKEN(Code.INVALID_ARGUMENT, "the token is missing"),
    OWN_CONTACT(Code.INVALID_ARGUMENT, "nobody is a contact of their own"),
    OWN_LINK(Code.INVALID_ARGUMENT, "the link is the user's own; it is for others"),
    USERNAME_TAKEN(Code.ALREADY_EXISTS, "another user has the username; choose another one"),
    LINK_ALREADY_CONSUMED(Code.ALREADY_EXISTS, "the user has used the link before"),
    PROFILE_NOT_FOUND(Code.NOT_FOUND, "the user has no profile"),
    USERNAME_NOT_FOUND(Code.NOT_FOUND, "there is no such username"),
    LINK_NOT_FOUND(Code.NOT_FOUND, "there is no such link"),
    LINK_REVOKED(Code.FAILED_PRECONDITION, "the link was revoked; ask its owner for another one"),
    LINK_EXPIRED(Code.FAILED_PRECONDITION, "the link has expired; ask its owner for another one"),
    LINK_USED_UP(Code.FAILED_PRECONDITION, "the link was used as often as it can be; ask its owner for another one"),
    TOO_MANY_LINKS(Code.RESOURCE_EXHAUSTED, "the user has 50 live links; revoke one first");

    private final Code code;
    private final String message;

    Reason(Code code, String message) {
        this.code = code;
        this.message = message;
    }

    Code code() {
        return code;
    }

    String message() {
        return message;
    }
}

package galaxy.contracts;

import static galaxy.contracts.Scope.LISTENER;
import static galaxy.contracts.Scope.SERVICE;

import io.grpc.Status.Code;
import java.util.Arrays;
import java.util.Optional;

/**
 * Every reason with which a gRPC service of the platform refuses a call: the {@code reason} of {@code ErrorInfo}. It is
 * stable: callers branch on it, never on the message.
 */
public enum RpcReason {
    INVALID_REQUEST(Code.INVALID_ARGUMENT, LISTENER, "The request is invalid. Fix the fields listed in the details."),
    UNAUTHENTICATED(
            Code.UNAUTHENTICATED,
            LISTENER,
            "The bearer token is missing or unknown. Send the authorization metadata of a configured caller."),
    PERMISSION_DENIED(
            Code.PERMISSION_DENIED,
            LISTENER,
            "The caller's role may not use this method. Use a caller that has the role."),
    METHOD_NOT_FOUND(
            Code.UNIMPLEMENTED, LISTENER, "There is no such method. Compare the name with the API description."),
    PAYLOAD_TOO_LARGE(Code.RESOURCE_EXHAUSTED, LISTENER, "The message is larger than %d KiB. Send a smaller one."),
    INTERNAL_ERROR(Code.INTERNAL, LISTENER, "Internal error. Report request id %s."),
    SERVICE_UNAVAILABLE(
            Code.UNAVAILABLE,
            LISTENER,
            "The service cannot do this now. Retry after the delay in the details, which is safe."),
    INVALID_USER_ID(Code.INVALID_ARGUMENT, SERVICE, "the user id is not valid"),
    INVALID_USERNAME(Code.INVALID_ARGUMENT, SERVICE, "the username is not valid"),
    INVALID_PROFILE(Code.INVALID_ARGUMENT, SERVICE, "the profile is not valid"),
    INVALID_PAGE_TOKEN(
            Code.INVALID_ARGUMENT,
            SERVICE,
            "the page token is broken or of another list; begin with the first page again"),
    INVALID_REQUEST_ID(Code.INVALID_ARGUMENT, SERVICE, "the request id is not valid"),
    INVALID_LINK(Code.INVALID_ARGUMENT, SERVICE, "such a contact link cannot be made"),
    INVALID_LINK_ID(Code.INVALID_ARGUMENT, SERVICE, "the link id is missing"),
    INVALID_TOKEN(Code.INVALID_ARGUMENT, SERVICE, "the token is missing"),
    OWN_CONTACT(Code.INVALID_ARGUMENT, SERVICE, "a user cannot be a contact of their own"),
    OWN_LINK(Code.INVALID_ARGUMENT, SERVICE, "the link is the user's own; it is for others"),
    USERNAME_TAKEN(Code.ALREADY_EXISTS, SERVICE, "another user has the username; choose another one"),
    LINK_ALREADY_CONSUMED(Code.ALREADY_EXISTS, SERVICE, "the user has used the link before"),
    PROFILE_NOT_FOUND(Code.NOT_FOUND, SERVICE, "the user has no profile"),
    USERNAME_NOT_FOUND(Code.NOT_FOUND, SERVICE, "there is no such username"),
    LINK_NOT_FOUND(Code.NOT_FOUND, SERVICE, "there is no such link"),
    LINK_REVOKED(Code.FAILED_PRECONDITION, SERVICE, "the link was revoked; ask its owner for another one"),
    LINK_EXPIRED(Code.FAILED_PRECONDITION, SERVICE, "the link has expired; ask its owner for another one"),
    LINK_USED_UP(
            Code.FAILED_PRECONDITION,
            SERVICE,
            "the link was used as often as it can be; ask its owner for another one"),
    TOO_MANY_LINKS(Code.RESOURCE_EXHAUSTED, SERVICE, "the user has 50 live links; revoke one first");

    private final Code status;
    private final Scope scope;
    private final String message;

    RpcReason(Code status, Scope scope, String message) {
        this.status = status;
        this.scope = scope;
        this.message = message;
    }

    /** The status that this reason is always sent with. */
    public Code status() {
        return status;
    }

    public Scope scope() {
        return scope;
    }

    /**
     * What it means and what to do next, for people.
     *
     * @param values for the places that the text leaves open: a size, or the request id of an internal error
     */
    public String message(Object... values) {
        return message.formatted(values);
    }

    /** The reason with this word on the wire, if there is one. */
    public static Optional<RpcReason> of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(word))
                .findFirst();
    }
}

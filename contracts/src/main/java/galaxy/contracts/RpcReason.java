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
    MISDIRECTED_REQUEST(
            Code.PERMISSION_DENIED,
            LISTENER,
            "This listener is not known by the name in :authority. Use a loopback name, or set <listener>.hosts."),
    UNSUPPORTED_ENCODING(
            Code.UNIMPLEMENTED, LISTENER, "The message encoding is not known. Use one of grpc-accept-encoding."),
    METHOD_NOT_FOUND(
            Code.UNIMPLEMENTED, LISTENER, "There is no such method. Compare the name with the API description."),
    PAYLOAD_TOO_LARGE(Code.RESOURCE_EXHAUSTED, LISTENER, "The message is larger than %d KiB. Send a smaller one."),
    INTERNAL_ERROR(Code.INTERNAL, LISTENER, "Internal error. Report request id %s."),
    SERVICE_UNAVAILABLE(
            Code.UNAVAILABLE,
            LISTENER,
            "The service cannot do this now. Retry after the delay in the details, which is safe."),
    INVALID_USER_ID(Code.INVALID_ARGUMENT, SERVICE, "The user id is invalid. Fix the fields listed in the details."),
    TOO_MANY_USER_IDS(
            Code.INVALID_ARGUMENT, SERVICE, "There are more than 100 user ids. Ask for the others in another call."),
    INVALID_USERNAME(Code.INVALID_ARGUMENT, SERVICE, "The username is invalid. Fix the fields listed in the details."),
    INVALID_PROFILE(Code.INVALID_ARGUMENT, SERVICE, "The profile is invalid. Fix the fields listed in the details."),
    INVALID_PAGE_TOKEN(
            Code.INVALID_ARGUMENT,
            SERVICE,
            "The page token is broken or belongs to another list. Start again with the first page."),
    INVALID_REQUEST_ID(
            Code.INVALID_ARGUMENT, SERVICE, "The request id is invalid. Fix the fields listed in the details."),
    INVALID_LINK(
            Code.INVALID_ARGUMENT,
            SERVICE,
            "The limits of the link are invalid. Fix the fields listed in the details."),
    INVALID_LINK_ID(Code.INVALID_ARGUMENT, SERVICE, "The link id is missing. Send the id of one of the owner's links."),
    INVALID_TOKEN(Code.INVALID_ARGUMENT, SERVICE, "The token is missing. Send the token of the link."),
    OWN_CONTACT(Code.INVALID_ARGUMENT, SERVICE, "Owner and contact are the same user. Send the id of another user."),
    OWN_LINK(Code.INVALID_ARGUMENT, SERVICE, "The link belongs to this user. Consume it as another user."),
    USERNAME_TAKEN(Code.ALREADY_EXISTS, SERVICE, "Another user has the username. Choose another one."),
    LINK_ALREADY_CONSUMED(Code.ALREADY_EXISTS, SERVICE, "The user has consumed the link before. Do not send it again."),
    PROFILE_NOT_FOUND(Code.NOT_FOUND, SERVICE, "The user has no profile. Check the user id or the username."),
    USERNAME_NOT_FOUND(Code.NOT_FOUND, SERVICE, "There is no such username. Check the username or the user id."),
    LINK_NOT_FOUND(Code.NOT_FOUND, SERVICE, "There is no such link. Check the token or the link id."),
    LINK_REVOKED(Code.FAILED_PRECONDITION, SERVICE, "The link was revoked. Ask its owner for another one."),
    LINK_EXPIRED(Code.FAILED_PRECONDITION, SERVICE, "The link has expired. Ask its owner for another one."),
    LINK_USED_UP(Code.FAILED_PRECONDITION, SERVICE, "The link has no uses left. Ask its owner for another one."),
    TOO_MANY_LINKS(Code.RESOURCE_EXHAUSTED, SERVICE, "The user has 50 live links. Revoke one of them first.");

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
     * @param values for the placeholders of the text: a size, or the request id of an internal error
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

package galaxy.contracts;

import io.grpc.Status.Code;
import java.util.Arrays;
import java.util.Optional;

/**
 * Every reason with which the gateway refuses a request of a game client, beside those of every listener: the {@code reason}
 * of {@code ErrorInfo}. It is stable: clients branch on it, never on the message.
 */
public enum GatewayReason {
    INVALID_REQUEST(Code.INVALID_ARGUMENT, "The request is invalid. Fix the fields listed in the details."),
    TOO_MANY_REQUESTS(
            Code.RESOURCE_EXHAUSTED,
            "Too many requests. Wait for the delay in the details, then sign the request anew."),
    STALE_REQUEST(
            Code.UNAUTHENTICATED,
            "The time of the request is not that of the server. Sign it anew with a time by server_time_ms."),
    AUDIENCE_MISMATCH(
            Code.UNAUTHENTICATED, "The request is for another deployment. Sign it with the audience of this one."),
    SESSION_INVALID(Code.UNAUTHENTICATED, "There is no such session, or the signature is not its own. Sign in again."),
    SESSION_REVOKED(Code.UNAUTHENTICATED, "The session was revoked. Sign in again."),
    SESSION_EXPIRED(Code.UNAUTHENTICATED, "The session has expired. Sign in again."),
    REQUEST_REPLAYED(
            Code.ABORTED, "These bytes were accepted before. Sign the request anew, with the same request_id."),
    UNKNOWN_MESSAGE_TYPE(
            Code.UNIMPLEMENTED, "There is no such message type of this call. Compare it with the API description."),
    PROFILE_UPDATE_BLOCKED(Code.FAILED_PRECONDITION, "Changes of the profile and the settings are blocked."),
    LOGIN_BLOCKED(Code.FAILED_PRECONDITION, "Sign-in is blocked, and so are changes of the profile and the settings."),
    USER_NOT_FOUND(Code.NOT_FOUND, "There is no such user any more."),
    SESSION_NOT_FOUND(Code.NOT_FOUND, "The player has no such session. List the sessions, nothing was changed."),
    CONFLICT(Code.ALREADY_EXISTS, "The request conflicts with the current state. Read it and decide again."),
    SERVICE_UNAVAILABLE(
            Code.UNAVAILABLE,
            "The service cannot do this now. Wait for the delay in the details, then sign the request anew."),
    DEADLINE_EXCEEDED(
            Code.DEADLINE_EXCEEDED,
            "The deadline of the call has passed; the request may still be carried out. Repeat it with the same request_id."),
    INTERNAL_ERROR(Code.INTERNAL, "Internal error. Report request id %s.");

    private final Code status;
    private final String message;

    GatewayReason(Code status, String message) {
        this.status = status;
        this.message = message;
    }

    /** The status that this reason is always sent with. */
    public Code status() {
        return status;
    }

    /**
     * What it means and what to do next, for people.
     *
     * @param values for the placeholder of the text: the request id of an internal error
     */
    public String message(Object... values) {
        return message.formatted(values);
    }

    /** The reason with this word on the wire, if there is one. */
    public static Optional<GatewayReason> of(String word) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals(word))
                .findFirst();
    }
}

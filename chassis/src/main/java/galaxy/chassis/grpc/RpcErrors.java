package galaxy.chassis.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Errors in the one shape that all of a service have: a {@code google.rpc.Status} with an {@code ErrorInfo} of a stable
 * reason and the service's domain.
 */
public final class RpcErrors {
    private static final String MISFIT =
            "The request does not fit the contract; mend what the details name and send it again.";

    private final String domain;

    /**
     * The errors of one service.
     *
     * @param domain as {@code ErrorInfo} wants it, like {@code connections.galaxy}
     */
    public RpcErrors(String domain) {
        this.domain = domain;
    }

    /**
     * A field that does not fit.
     *
     * @param field as the proto calls it, with dots for what is inside; empty for the whole request
     * @param description what is wrong with it; holds nothing of its value
     */
    public record Violation(String field, String description) {}

    /**
     * Any error.
     *
     * @param reason {@code [A-Z_]+}, never changed once published
     * @param message what it means and what to do next, for people
     */
    public StatusRuntimeException error(Status.Code code, String reason, String message) {
        return with(code, reason, message);
    }

    /** {@code INVALID_ARGUMENT} for one field. */
    public StatusRuntimeException invalid(String reason, String field, String description) {
        return invalid(reason, List.of(new Violation(field, description)));
    }

    /** {@code INVALID_ARGUMENT} for each of the fields. */
    public StatusRuntimeException invalid(String reason, List<Violation> violations) {
        var details = BadRequest.newBuilder();
        for (var violation : violations) {
            details.addFieldViolations(BadRequest.FieldViolation.newBuilder()
                    .setField(violation.field())
                    .setDescription(violation.description()));
        }
        return with(Status.Code.INVALID_ARGUMENT, reason, MISFIT, details.build());
    }

    /** {@code UNAVAILABLE} with how long to wait. */
    public StatusRuntimeException unavailable(Duration retryAfter) {
        return with(
                Status.Code.UNAVAILABLE,
                "SERVICE_UNAVAILABLE",
                "The service cannot do this now; retry after the delay in the details, which is safe.",
                RetryInfo.newBuilder()
                        .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                                .setSeconds(retryAfter.getSeconds())
                                .setNanos(retryAfter.getNano()))
                        .build());
    }

    StatusRuntimeException unauthenticated() {
        return with(
                Status.Code.UNAUTHENTICATED,
                "UNAUTHENTICATED",
                "The bearer token is missing or unknown; send the authorization metadata of a configured caller.");
    }

    StatusRuntimeException permissionDenied() {
        return with(
                Status.Code.PERMISSION_DENIED,
                "PERMISSION_DENIED",
                "The caller's role may not use this method; call it as a caller that has the role.");
    }

    StatusRuntimeException methodNotFound() {
        return with(
                Status.Code.UNIMPLEMENTED,
                "METHOD_NOT_FOUND",
                "There is no such method; compare the name with the API description.");
    }

    StatusRuntimeException tooLarge(int limit) {
        return with(
                Status.Code.RESOURCE_EXHAUSTED,
                "PAYLOAD_TOO_LARGE",
                "The message is larger than %d KiB; send a smaller one.".formatted(limit / 1024));
    }

    StatusRuntimeException malformed() {
        return invalid("INVALID_REQUEST", "", "is not a well-formed message of the method's request type");
    }

    StatusRuntimeException internal(String requestId) {
        return with(
                Status.Code.INTERNAL,
                "INTERNAL_ERROR",
                "The service met a fault of its own; report the request id %s.".formatted(requestId));
    }

    /** The same error, with an {@code ErrorInfo} if it had none. */
    StatusRuntimeException complete(Status status, @Nullable Metadata trailers) {
        var given = trailers == null ? new Metadata() : trailers;
        var proto = StatusProto.fromStatusAndTrailers(status, given);
        if (reason(proto).isPresent()) {
            return StatusProto.toStatusRuntimeException(proto, given);
        }
        var more = proto.toBuilder().addDetails(Any.pack(info(usualReason(status.getCode()))));
        return StatusProto.toStatusRuntimeException(more.build(), given);
    }

    /** What an error's {@code ErrorInfo} says. */
    static Optional<String> reason(StatusRuntimeException error) {
        var proto = StatusProto.fromThrowable(error);
        return proto == null ? Optional.empty() : reason(proto);
    }

    private static Optional<String> reason(com.google.rpc.Status proto) {
        for (var detail : proto.getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                try {
                    return Optional.of(detail.unpack(ErrorInfo.class).getReason());
                } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                    throw new IllegalArgumentException("the details of an error are torn", e);
                }
            }
        }
        return Optional.empty();
    }

    private static String usualReason(Status.Code code) {
        return switch (code) {
            case INTERNAL -> "INTERNAL_ERROR";
            case UNAVAILABLE -> "SERVICE_UNAVAILABLE";
            case UNIMPLEMENTED -> "METHOD_NOT_FOUND";
            default -> code.name();
        };
    }

    private StatusRuntimeException with(Status.Code code, String reason, String message, Message... details) {
        var proto = com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(message)
                .addDetails(Any.pack(info(reason)));
        Arrays.stream(details).map(Any::pack).forEach(proto::addDetails);
        return StatusProto.toStatusRuntimeException(proto.build());
    }

    private ErrorInfo info(String reason) {
        return ErrorInfo.newBuilder().setReason(reason).setDomain(domain).build();
    }
}

package galaxy.chassis.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import galaxy.contracts.RpcReason;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Errors in the one form of all errors of a service: a {@code google.rpc.Status} with an {@code ErrorInfo} of a stable
 * reason and the service's domain.
 */
public final class RpcErrors {
    private final String domain;

    /**
     * The errors of one service.
     *
     * @param domain of {@code ErrorInfo}, such as {@code connections.galaxy}
     */
    public RpcErrors(String domain) {
        this.domain = domain;
    }

    /**
     * A field that is invalid.
     *
     * @param field its name in the proto, with dots for nested fields; empty for the whole request
     * @param description what is wrong with it; never repeats its value
     */
    public record Violation(String field, String description) {}

    /**
     * A reason of a catalogue of the service's own.
     *
     * @param name the {@code reason} of {@code ErrorInfo}
     * @param message for people
     * @param metadata of {@code ErrorInfo}
     */
    public record Reason(Status.Code status, String name, String message, Map<String, String> metadata) {
        public Reason {
            metadata = Map.copyOf(metadata);
        }
    }

    /** An error with a reason of the service's own. */
    public StatusRuntimeException error(Reason reason, Message... details) {
        var info = info(reason.name()).toBuilder().putAllMetadata(reason.metadata());
        return error(reason.status(), reason.message(), info.build(), details);
    }

    /** How long to wait, as the details of an error have it. */
    public static RetryInfo retryAfter(Duration delay) {
        return RetryInfo.newBuilder()
                .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                        .setSeconds(delay.getSeconds())
                        .setNanos(delay.getNano()))
                .build();
    }

    /** The fields that are invalid, as the details of an error have it. */
    public static BadRequest violations(List<Violation> violations) {
        var details = BadRequest.newBuilder();
        for (var violation : violations) {
            details.addFieldViolations(BadRequest.FieldViolation.newBuilder()
                    .setField(violation.field())
                    .setDescription(violation.description()));
        }
        return details.build();
    }

    /**
     * An error with the message of the catalogue.
     *
     * @param values for the placeholders of the message
     */
    public StatusRuntimeException error(RpcReason reason, Object... values) {
        return with(reason, reason.message(values));
    }

    /** {@code INVALID_ARGUMENT} for one field. */
    public StatusRuntimeException invalid(RpcReason reason, String field, String description) {
        return invalid(reason, List.of(new Violation(field, description)));
    }

    /** {@code INVALID_ARGUMENT} for each of the fields. */
    public StatusRuntimeException invalid(RpcReason reason, List<Violation> violations) {
        return with(reason, RpcReason.INVALID_REQUEST.message(), violations(violations));
    }

    /** {@code UNAVAILABLE} with how long to wait. */
    public StatusRuntimeException unavailable(Duration retryAfter) {
        return with(RpcReason.SERVICE_UNAVAILABLE, RpcReason.SERVICE_UNAVAILABLE.message(), retryAfter(retryAfter));
    }

    StatusRuntimeException malformed() {
        return invalid(RpcReason.INVALID_REQUEST, "", "is not a well-formed message of the method's request type");
    }

    StatusRuntimeException late() {
        return invalid(RpcReason.INVALID_REQUEST, "", "the request did not arrive in time; send it in one go");
    }

    StatusRuntimeException notAccepted() {
        var status = Status.DEADLINE_EXCEEDED.withDescription("The response was not accepted in time.");
        return complete(status, null);
    }

    StatusRuntimeException repeated() {
        return invalid(RpcReason.INVALID_REQUEST, "", "more than one message was sent; the method takes one");
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

    /** The reason in the {@code ErrorInfo} of an error, if it has one. */
    public static Optional<String> reason(StatusRuntimeException error) {
        var proto = StatusProto.fromThrowable(error);
        return proto == null ? Optional.empty() : reason(proto);
    }

    private static Optional<String> reason(com.google.rpc.Status proto) {
        for (var detail : proto.getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                try {
                    return Optional.of(detail.unpack(ErrorInfo.class).getReason());
                } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                    throw new IllegalArgumentException("the details of an error are malformed", e);
                }
            }
        }
        return Optional.empty();
    }

    private static String usualReason(Status.Code code) {
        return switch (code) {
            case INTERNAL -> RpcReason.INTERNAL_ERROR.name();
            case UNAVAILABLE -> RpcReason.SERVICE_UNAVAILABLE.name();
            case UNIMPLEMENTED -> RpcReason.METHOD_NOT_FOUND.name();
            default -> code.name();
        };
    }

    private StatusRuntimeException with(RpcReason reason, String message, Message... details) {
        return error(reason.status(), message, info(reason.name()), details);
    }

    private static StatusRuntimeException error(
            Status.Code status, String message, ErrorInfo info, Message... details) {
        var proto = com.google.rpc.Status.newBuilder()
                .setCode(status.value())
                .setMessage(message)
                .addDetails(Any.pack(info));
        Arrays.stream(details).map(Any::pack).forEach(proto::addDetails);
        return StatusProto.toStatusRuntimeException(proto.build());
    }

    private ErrorInfo info(String reason) {
        return ErrorInfo.newBuilder().setReason(reason).setDomain(domain).build();
    }
}

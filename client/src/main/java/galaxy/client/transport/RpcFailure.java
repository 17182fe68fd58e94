package galaxy.client.transport;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import galaxy.client.Detail;
import galaxy.client.InvalidResponseException;
import galaxy.client.ServiceError;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The status with which a call over gRPC failed: one of the service, with its reason, or one of gRPC itself. */
public final class RpcFailure {
    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

    private final Throwable cause;
    private final Status status;
    private final Map<String, String> metadata = new HashMap<>();
    private final List<Detail> details = new ArrayList<>();
    private Optional<String> reason = Optional.empty();
    private Optional<Duration> retryAfter = Optional.empty();

    private RpcFailure(Throwable cause) {
        this.cause = cause;
        this.status =
                isClosed(cause) ? Status.UNAVAILABLE.withDescription("channel closed") : Status.fromThrowable(cause);
    }

    /** gRPC says UNKNOWN of a connection that ends while it is opened. */
    private static boolean isClosed(Throwable cause) {
        return Status.fromThrowable(cause).getCode() == Status.Code.UNKNOWN
                && Connections.causes(cause).anyMatch(ClosedChannelException.class::isInstance);
    }

    /**
     * The failure of a call.
     *
     * @param thrown a status exception of gRPC
     * @throws InvalidResponseException if the details of the status cannot be read
     */
    public static RpcFailure of(Throwable thrown) {
        var failure = new RpcFailure(thrown);
        com.google.rpc.Status status = StatusProto.fromThrowable(thrown);
        try {
            for (Any detail : status == null ? List.<Any>of() : status.getDetailsList()) {
                failure.read(detail);
            }
        } catch (InvalidProtocolBufferException torn) {
            throw new InvalidResponseException("the details of the error are not readable");
        }
        return failure;
    }

    private void read(Any detail) throws InvalidProtocolBufferException {
        if (detail.is(ErrorInfo.class)) {
            ErrorInfo info = detail.unpack(ErrorInfo.class);
            reason = Optional.of(info.getReason());
            metadata.putAll(info.getMetadataMap());
        } else if (detail.is(RetryInfo.class)) {
            var delay = detail.unpack(RetryInfo.class).getRetryDelay();
            retryAfter = Optional.of(Duration.ofSeconds(delay.getSeconds(), delay.getNanos()));
        } else if (detail.is(BadRequest.class)) {
            detail.unpack(BadRequest.class)
                    .getFieldViolationsList()
                    .forEach(each -> details.add(new Detail(each.getField(), each.getDescription())));
        }
    }

    /** The status, such as {@code UNAVAILABLE}. */
    public String status() {
        return status.getCode().name();
    }

    /** The reason of the service; empty if the status is from gRPC. */
    public Optional<String> reason() {
        return reason;
    }

    /** The exception of gRPC. */
    public Throwable cause() {
        return cause;
    }

    /** What the reason says more, by its names. */
    public Optional<String> metadata(String name) {
        return Optional.ofNullable(metadata.get(name));
    }

    /** The pause that the service requires. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /**
     * The error that it is, with the status as the code where the service gave no reason.
     *
     * @param requestId under which the request was sent; a response may have one of its own
     */
    public ServiceError error(String requestId) {
        String logged = Optional.ofNullable(Status.trailersFromThrowable(cause))
                .flatMap(trailers -> Optional.ofNullable(trailers.get(REQUEST_ID)))
                .orElse(requestId);
        return new ServiceError(
                status(), reason.orElseGet(this::status), firstLine(), details, Optional.of(logged), retryAfter);
    }

    /** The failure of a status that gRPC itself made for want of a response; empty for a response. */
    public <T> Optional<Attempt<T>> withoutResponse(Duration timeout, boolean isSent) {
        if (reason.isPresent()) {
            return Optional.empty();
        }
        if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
            return Optional.of(new Attempt.Failed<>("no response within " + timeout.toMillis() + " ms", isSent, cause));
        }
        Optional<String> impossible = impossible();
        if (impossible.isPresent()) {
            return Optional.of(new Attempt.Impossible<>(impossible.get(), cause));
        }
        return status.getCode() == Status.Code.UNAVAILABLE
                ? Optional.of(new Attempt.Failed<>(
                        isUnconnected() ? Connections.missing(cause) : "the connection was lost", isSent, cause))
                : Optional.empty();
    }

    /** Whether there was no connection, and so nothing was sent. */
    public boolean isUnconnected() {
        return Connections.causes(cause)
                .anyMatch(each -> each instanceof ConnectException || each instanceof UnknownHostException);
    }

    private Optional<String> impossible() {
        boolean isNoGrpc = Connections.causes(cause)
                .anyMatch(each -> String.valueOf(each.getMessage()).contains("First received frame was not SETTINGS"));
        return isNoGrpc ? Optional.of("it does not speak gRPC, or only with TLS") : Connections.impossible(cause);
    }

    /** The messages of gRPC itself may have many lines, for its developers. */
    private String firstLine() {
        return Optional.ofNullable(status.getDescription())
                .flatMap(text -> text.lines().findFirst())
                .orElse("no message");
    }
}

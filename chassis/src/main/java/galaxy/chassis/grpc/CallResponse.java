package galaxy.chassis.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.chassis.telemetry.RequestId;
import galaxy.contracts.RpcReason;
import galaxy.kernel.UnavailableException;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The response to the caller: each has the request id and is counted once; every error has the one form. Ends once, whether
 * its handler ends it or another thread: what comes after is dropped.
 */
final class CallResponse<Q, A> extends SimpleForwardingServerCall<Q, A> {
    static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of(RequestId.HEADER.toLowerCase(Locale.ROOT), Metadata.ASCII_STRING_MARSHALLER);
    private static final Logger LOG = LoggerFactory.getLogger(CallResponse.class);
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);

    private final String requestId;
    private final RpcErrors errors;
    private final Cancellation cancellation;
    private final Counter counter;
    private final AtomicBoolean counted = new AtomicBoolean();
    private final Object sending = new Object();
    private volatile boolean closed;
    private volatile long closedAt;
    private boolean answered;

    /** Counts the result of a call. */
    interface Counter {
        void count(Status.Code code, String outcome);
    }

    CallResponse(
            ServerCall<Q, A> call, String requestId, RpcErrors errors, Cancellation cancellation, Counter counter) {
        super(call);
        this.requestId = requestId;
        this.errors = errors;
        this.cancellation = cancellation;
        this.counter = counter;
    }

    boolean closed() {
        return closed;
    }

    /** When it was closed, if it is, by {@link System#nanoTime}. */
    long closedAt() {
        return closedAt;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public void sendHeaders(Metadata headers) {
        synchronized (sending) {
            if (!closed) {
                headers.put(REQUEST_ID, requestId);
                super.sendHeaders(headers);
            }
        }
    }

    @Override
    public void sendMessage(A message) {
        synchronized (sending) {
            if (!closed) {
                answered = true;
                super.sendMessage(message);
            }
        }
    }

    @Override
    public void close(Status status, Metadata trailers) {
        if (status.isOk() && (answered || !getMethodDescriptor().getType().serverSendsOneMessage())) {
            end(status, trailers, "ok");
        } else {
            send(error(status, trailers));
        }
    }

    /** Ends the call with what was thrown. If it has ended already, this only logs. */
    void fail(Throwable thrown) {
        send(error(thrown));
    }

    /** The caller no longer waits for an answer. */
    void cancelled() {
        synchronized (sending) {
            markClosed();
        }
        countCancelled();
    }

    private StatusRuntimeException error(Status status, Metadata trailers) {
        if (status.isOk()) {
            return error(new IllegalStateException("the handler ended the call without a response"));
        }
        // An observer's onError() wraps an exception that has no status so.
        var cause = status.getCause();
        return status.getCode() == Status.Code.UNKNOWN && cause != null
                ? error(cause)
                : errors.complete(status, trailers);
    }

    private StatusRuntimeException error(Throwable thrown) {
        return switch (thrown) {
            case StatusRuntimeException e
            when e.getCause() instanceof InvalidProtocolBufferException -> errors.malformed();
            case StatusRuntimeException e -> errors.complete(e.getStatus(), e.getTrailers());
            case StatusException e -> errors.complete(e.getStatus(), e.getTrailers());
            case UnavailableException e -> {
                WARNINGS.warn("dependency unavailable", e);
                yield errors.unavailable(Duration.ofSeconds(e.retryAfterSeconds()));
            }
            default -> {
                LOG.error("internal error", thrown);
                yield errors.error(RpcReason.INTERNAL_ERROR, requestId);
            }
        };
    }

    private void send(StatusRuntimeException error) {
        var code = error.getStatus().getCode();
        var trailers = error.getTrailers() == null ? new Metadata() : error.getTrailers();
        trailers.discardAll(REQUEST_ID);
        trailers.put(REQUEST_ID, requestId);
        end(
                error.getStatus(),
                trailers,
                RpcErrors.reason(error).orElse(code.name()).toLowerCase(Locale.ROOT));
    }

    private void end(Status status, Metadata trailers, String outcome) {
        synchronized (sending) {
            if (!closed) {
                markClosed();
                count(status.getCode(), outcome);
                super.close(status, trailers);
            }
        }
    }

    private void markClosed() {
        closedAt = System.nanoTime();
        closed = true;
    }

    private void count(Status.Code code, String outcome) {
        if (isCancelled()) {
            countCancelled();
        } else if (counted.compareAndSet(false, true)) {
            counter.count(code, outcome);
        }
    }

    private void countCancelled() {
        if (counted.compareAndSet(false, true)) {
            var code = cancellation.code();
            counter.count(code, code.name().toLowerCase(Locale.ROOT));
        }
    }
}

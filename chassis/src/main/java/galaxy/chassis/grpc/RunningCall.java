package galaxy.chassis.grpc;

import galaxy.chassis.grpc.RpcMethods.Kind;
import galaxy.chassis.grpc.RpcMethods.RpcMethod;
import galaxy.chassis.identity.RequestOrigin;
import galaxy.chassis.telemetry.ListenerLimit;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One call, from its headers to its end. */
final class RunningCall {
    static final Duration BUSY = Duration.ofSeconds(1);

    private final CallLimits limits;
    private final RpcErrors errors;
    private final RpcMethod method;
    private final RequestOrigin origin;
    private final CallResponse<?, ?> answer;
    private final long started = System.nanoTime();
    private final @Nullable CallStream stream = CallStream.KEY.get();
    private volatile boolean hasArrived;
    private final AtomicBoolean isReset = new AtomicBoolean();
    /** Works on a stream. */
    private volatile @Nullable Thread thread;

    RunningCall(
            CallLimits limits, RpcErrors errors, RpcMethod method, RequestOrigin origin, CallResponse<?, ?> answer) {
        this.limits = limits;
        this.errors = errors;
        this.method = method;
        this.origin = origin;
        this.answer = answer;
        this.hasArrived = !method.takesOneMessage();
    }

    RpcMethod method() {
        return method;
    }

    RequestOrigin origin() {
        return origin;
    }

    boolean isRequest() {
        return method.kind() == Kind.REQUEST;
    }

    /** The call has ended and its listeners were notified. */
    void ended() {
        limits.end(this);
    }

    /** The caller has sent everything. */
    void arrived() {
        hasArrived = true;
    }

    /**
     * Works on it as the kind of its method allows.
     *
     * @throws io.grpc.StatusRuntimeException when the caller no longer waits, or too many calls are in flight
     */
    void work(Runnable work) {
        requireCallerWaits();
        switch (method.kind()) {
            case REQUEST -> {
                if (!limits.work(method.work().orElse(limits.timeouts().work()), work)) {
                    throw errors.unavailable(BUSY);
                }
            }
            case STREAM -> stream(work);
            case STANDARD -> work.run();
        }
    }

    /** The thread is interrupted when the caller leaves or the listener stops; what it throws then is not reported. */
    private void stream(Runnable work) {
        Context.CancellationListener left = context -> interrupt();
        thread = Thread.currentThread();
        answer.cancellation().whenHappened(left);
        try {
            if (!answer.closed()) {
                work.run();
            }
        } catch (RuntimeException e) {
            if (!answer.closed() && !answer.cancellation().happened()) {
                throw e;
            }
        } finally {
            answer.cancellation().forget(left);
            thread = null;
            Thread.interrupted();
        }
    }

    private void interrupt() {
        var working = thread;
        if (working != null) {
            working.interrupt();
        }
    }

    /** The listener stops: a stream ends, a request goes on. */
    void stop() {
        if (method.kind() == Kind.STREAM) {
            answer.fail(errors.unavailable(BUSY));
            interrupt();
        }
    }

    /** Refuses a request that does not arrive, and resets the stream of a response that is not accepted. */
    void endIfPeerIsLate(long now) {
        if (answer.closed()) {
            if (now - answer.closedAt() > limits.timeouts().write().toNanos()) {
                endUnaccepted();
            }
        } else if (!hasArrived && now - started > limits.timeouts().read().toNanos()) {
            limits.reached(ListenerLimit.BODY_TIME);
            answer.fail(errors.late());
        }
    }

    /** Ends a call whose peer accepts nothing; one whose response is sent already, without another. */
    void endUnaccepted() {
        if (isReset.compareAndSet(false, true)) {
            limits.reached(ListenerLimit.WRITE_TIME);
        }
        answer.fail(errors.notAccepted());
        reset();
    }

    private void reset() {
        if (stream != null) {
            stream.reset();
        }
    }

    /** @throws io.grpc.StatusRuntimeException when the deadline has passed or the caller has cancelled */
    void requireCallerWaits() {
        var cancellation = answer.cancellation();
        if (cancellation.happened()) {
            var status = Status.fromCode(cancellation.code())
                    .withDescription("The call was over before the work on it began; nothing was done.");
            throw errors.complete(status, new Metadata());
        }
    }
}

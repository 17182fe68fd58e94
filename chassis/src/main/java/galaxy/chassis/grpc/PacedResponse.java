package galaxy.chassis.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The response of a stream: each message waits until the peer has accepted most of those before. */
final class PacedResponse<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private static final long SHORTEST_WAIT = 1_000_000;
    private static final long LONGEST_WAIT = 20_000_000;

    private final CallResponse<Q, A> answer;
    private final RunningCall call;
    private final Duration timeout;

    /** @param timeout how long the peer may accept nothing */
    PacedResponse(CallResponse<Q, A> answer, RunningCall call, Duration timeout) {
        super(answer);
        this.answer = answer;
        this.call = call;
        this.timeout = timeout;
    }

    /** @throws io.grpc.StatusRuntimeException when the caller has left or accepts nothing, or the listener stops */
    @Override
    public void sendMessage(A message) {
        long began = System.nanoTime();
        // The library would tell that it is ready on the thread that waits here.
        for (long wait = SHORTEST_WAIT; !isOver() && !answer.isReady(); wait = Math.min(2 * wait, LONGEST_WAIT)) {
            if (System.nanoTime() - began > timeout.toNanos()) {
                call.endUnaccepted();
            }
            LockSupport.parkNanos(wait);
        }
        if (isOver()) {
            throw Status.CANCELLED.withDescription("the stream is over").asRuntimeException();
        }
        super.sendMessage(message);
    }

    private boolean isOver() {
        return answer.closed()
                || answer.cancellation().happened()
                || Thread.currentThread().isInterrupted();
    }
}

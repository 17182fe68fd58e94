package galaxy.connections.grpc;

import galaxy.chassis.UnavailableException;
import galaxy.chassis.grpc.RpcCall;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Cause;
import galaxy.kernel.TryAgainException;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What every call has in common. */
final class Calls {
    private static final String MUTATION_SOURCE = MutationSource.CONNECTIONS_API.code();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private Calls() {}

    /** What is behind the changes of the call that runs on this thread. */
    static Cause cause() {
        RpcCall call = RpcCall.current();
        return new Cause(
                MUTATION_SOURCE,
                Optional.of(call.requestId()),
                Optional.of(call.trace().traceparent()));
    }

    /** Answers a call that has one answer; what is thrown instead is the server's to tell. */
    static <T> void answer(StreamObserver<T> answer, Supplier<T> work) {
        T done;
        try {
            done = work.get();
        } catch (TryAgainException e) {
            throw new UnavailableException(String.valueOf(e.getMessage()), RETRY_AFTER, e);
        }
        answer.onNext(done);
        answer.onCompleted();
    }
}

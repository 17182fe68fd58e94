package galaxy.connections.grpc;

import galaxy.chassis.grpc.RpcCall;
import galaxy.chassis.identity.Caller;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Cause;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import java.util.function.Supplier;

/** What every call has in common. */
final class Calls {
    private static final String MUTATION_SOURCE = MutationSource.CONNECTIONS_API.code();

    private Calls() {}

    /** The cause of the changes of the call that runs on this thread. */
    static Cause cause() {
        RpcCall call = RpcCall.current();
        return new Cause(
                MUTATION_SOURCE,
                call.caller().map(Caller::name),
                Optional.of(call.requestId()),
                Optional.of(call.trace().traceparent()));
    }

    /** Sends the one response of a call; the server reports what is thrown instead. */
    static <T> void answer(StreamObserver<T> answer, Supplier<T> work) {
        T response = work.get();
        answer.onNext(response);
        answer.onCompleted();
    }
}

package galaxy.connections.grpc;

import galaxy.chassis.grpc.RpcCall;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Cause;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** What every call has in common. */
final class Calls {
    private Calls() {}

    /** The cause of the changes of the call that runs on this thread. */
    static Cause cause() {
        return RpcCall.current().cause(MutationSource.CONNECTIONS_API);
    }

    /** Sends the one response of a call; the server reports what is thrown instead. */
    static <T> void answer(StreamObserver<T> answer, Supplier<T> work) {
        T response = work.get();
        answer.onNext(response);
        answer.onCompleted();
    }
}

package galaxy.chassis.grpc;

import galaxy.contracts.RpcReason;
import io.grpc.KnownLength;
import io.grpc.ServerCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes a call to its handler, and errors of the handler to the caller. Messages are bytes here, so that one that is too
 * large or malformed is answered like any other error.
 */
final class CallListener<Q> extends ServerCall.Listener<Q> {
    static final int MAX_MESSAGE = 64 * 1024;

    private final ServerCall.Listener<Q> handler;
    private final CallResponse<Q, ?> answer;
    private final RpcErrors errors;
    private final Execution execution;
    private boolean hasMessage;

    /** The conditions under which the parts of a call run. */
    interface Execution {
        /** With the call in the log context. */
        void within(Runnable work);

        /** If the caller still waits and the limit of calls in flight allows it. */
        void inFlight(Runnable work);

        /** The call has ended and its listeners were notified. */
        void ended();
    }

    CallListener(ServerCall.Listener<Q> handler, CallResponse<Q, ?> answer, RpcErrors errors, Execution execution) {
        this.handler = handler;
        this.answer = answer;
        this.errors = errors;
        this.execution = execution;
    }

    @Override
    public void onMessage(Q message) {
        hasMessage = true;
        work(() -> handler.onMessage(bounded(message)));
    }

    @Override
    public void onHalfClose() {
        work(() -> {
            if (!hasMessage && answer.getMethodDescriptor().getType().clientSendsOneMessage()) {
                // The library would report it as an internal error.
                throw errors.malformed();
            }
            handler.onHalfClose();
        });
    }

    @Override
    public void onReady() {
        tell(handler::onReady);
    }

    @Override
    public void onCancel() {
        tell(() -> {
            answer.cancelled();
            handler.onCancel();
        });
        execution.ended();
    }

    @Override
    public void onComplete() {
        tell(handler::onComplete);
        execution.ended();
    }

    private void work(Runnable callback) {
        if (!answer.closed()) {
            tell(() -> execution.inFlight(callback));
        }
    }

    private void tell(Runnable callback) {
        execution.within(() -> {
            try {
                callback.run();
            } catch (Exception | Error e) {
                answer.fail(e);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private Q bounded(Q message) {
        var stream = (InputStream) message;
        try {
            if (stream instanceof KnownLength && stream.available() <= MAX_MESSAGE) {
                return message;
            }
            var bytes = stream.readNBytes(MAX_MESSAGE + 1);
            if (bytes.length > MAX_MESSAGE) {
                throw errors.error(RpcReason.PAYLOAD_TOO_LARGE, MAX_MESSAGE / 1024);
            }
            return (Q) new ByteArrayInputStream(bytes);
        } catch (IOException e) {
            // The header says that it is compressed; it is not.
            throw errors.malformed();
        }
    }
}

package galaxy.chassis.grpc;

import galaxy.contracts.RpcReason;
import io.grpc.KnownLength;
import io.grpc.ServerCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Brings a call to its handler, and what the handler throws back to the caller. Messages are bytes here, so that one
 * which is too large or cannot be read is answered like any other error.
 */
final class CallListener<Q> extends ServerCall.Listener<Q> {
    static final int MAX_MESSAGE = 64 * 1024;

    private final ServerCall.Listener<Q> handler;
    private final CallResponse<Q, ?> answer;
    private final RpcErrors errors;
    private final Surroundings surroundings;
    private boolean asked;

    /** What a call happens in. */
    interface Surroundings {
        /** Where the log knows the call. */
        void within(Runnable work);

        /** While there is somebody to answer, and on one of the places there are. */
        void onPlace(Runnable work);

        /** The call is over, and everybody was told. */
        void ended();
    }

    CallListener(
            ServerCall.Listener<Q> handler, CallResponse<Q, ?> answer, RpcErrors errors, Surroundings surroundings) {
        this.handler = handler;
        this.answer = answer;
        this.errors = errors;
        this.surroundings = surroundings;
    }

    @Override
    public void onMessage(Q message) {
        asked = true;
        work(() -> handler.onMessage(bounded(message)));
    }

    @Override
    public void onHalfClose() {
        work(() -> {
            if (!asked && answer.getMethodDescriptor().getType().clientSendsOneMessage()) {
                // The library would call it a fault of ours.
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
        surroundings.ended();
    }

    @Override
    public void onComplete() {
        tell(handler::onComplete);
        surroundings.ended();
    }

    private void work(Runnable callback) {
        if (!answer.closed()) {
            tell(() -> surroundings.onPlace(callback));
        }
    }

    private void tell(Runnable callback) {
        surroundings.within(() -> {
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
            // It says that it is compressed, and is not.
            throw errors.malformed();
        }
    }
}

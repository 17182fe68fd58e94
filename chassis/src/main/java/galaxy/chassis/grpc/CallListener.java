package galaxy.chassis.grpc;

import galaxy.contracts.RpcReason;
import io.grpc.KnownLength;
import io.grpc.ServerCall;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * Passes a call to its handler, and errors of the handler to the caller. Messages are bytes here, so that one that is too
 * large or malformed is answered like any other error.
 */
final class CallListener<Q> extends ServerCall.Listener<Q> {
    private final ServerCall.Listener<Q> handler;
    private final CallResponse<Q, ?> answer;
    private final RunningCall call;
    private final Parts parts;
    private boolean hasMessage;

    /**
     * What the parts of a call share.
     *
     * @param within runs a part with the call in the log context
     * @param mostBytes of a message
     */
    record Parts(RpcErrors errors, Consumer<Runnable> within, int mostBytes) {}

    CallListener(ServerCall.Listener<Q> handler, CallResponse<Q, ?> answer, RunningCall call, Parts parts) {
        this.handler = handler;
        this.answer = answer;
        this.call = call;
        this.parts = parts;
    }

    @Override
    public void onMessage(Q message) {
        boolean isRepeated = hasMessage && call.method().takesOneMessage();
        hasMessage = true;
        work(() -> {
            if (isRepeated) {
                throw parts.errors().repeated();
            }
            handler.onMessage(bounded(message));
        });
    }

    @Override
    public void onHalfClose() {
        call.arrived();
        work(() -> {
            if (!hasMessage && call.method().takesOneMessage()) {
                // The library would report it as an internal error.
                throw parts.errors().malformed();
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
        call.ended();
    }

    @Override
    public void onComplete() {
        tell(handler::onComplete);
        call.ended();
    }

    private void work(Runnable callback) {
        if (!answer.closed()) {
            tell(() -> call.work(callback));
        }
    }

    private void tell(Runnable callback) {
        parts.within().accept(() -> {
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
        int most = parts.mostBytes();
        try {
            if (stream instanceof KnownLength && stream.available() <= most) {
                return message;
            }
            var bytes = stream.readNBytes(most + 1);
            if (bytes.length > most) {
                throw parts.errors().error(RpcReason.PAYLOAD_TOO_LARGE, most / 1024);
            }
            return (Q) new ByteArrayInputStream(bytes);
        } catch (IOException e) {
            // It is marked as compressed and is not, or the call does not say how.
            throw parts.errors().malformed();
        }
    }
}
